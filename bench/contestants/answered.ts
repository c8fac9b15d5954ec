/** Insists on an answer that says yes: figures of refusals would be worthless. */
export async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 500)}`);
}
