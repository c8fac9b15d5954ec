const boundary = /;\s*boundary=(?:"[^"]+"|[^"\s;]+)/i;

/** False where a form says nothing between its parts: its parser would wait for more of it. */
export function hasBoundary(contentType: string | undefined): boolean {
  return contentType !== undefined && boundary.test(contentType);
}
