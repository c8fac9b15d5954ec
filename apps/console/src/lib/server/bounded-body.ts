/**
 * Reads a small request body as text; undefined when it is longer than `bytesMax`, whatever its
 * header claims.
 */
export async function boundedText(request: Request, bytesMax: number): Promise<string | undefined> {
  if (!request.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
