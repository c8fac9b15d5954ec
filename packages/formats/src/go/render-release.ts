import { type RenderedDocument, renderDocument } from '@bonded/http';

/** What the go command asks of a version before anything else. */
export function renderRelease(at: {
  readonly version: string;
  readonly createdAt: Date;
}): Promise<RenderedDocument> {
  // Seconds, as every other proxy has them.
  const time = at.createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return renderDocument(JSON.stringify({ Version: at.version, Time: time }), {
    contentType: 'application/json',
    lastModified: at.createdAt,
  });
}
