import { consoleHeader } from '#lib/session/same-origin.ts';

/** What every tus request of this browser carries. */
export const tusHeaders = { [consoleHeader]: '1', 'tus-resumable': '1.0.0' };

/** How far the server has got with an upload; undefined when it no longer knows it. */
export async function serverOffset(uploadUrl: string): Promise<number | undefined> {
  const response = await fetch(uploadUrl, {
    method: 'HEAD',
    headers: tusHeaders,
    cache: 'no-store',
  });
  if (!response.ok) return undefined;
  const offset = Number.parseInt(response.headers.get('upload-offset') ?? '', 10);
  return Number.isNaN(offset) ? undefined : offset;
}
