import { type RenderedDocument, renderDocument } from '@bonded/http';

/** What the go command asks of a version before anything else. */
export function renderRelease(at: {
  readonly version: string;
  readonly createdAt: Date;
}): Promise<RenderedDocument> {
  const { version, createdAt } = at;
  const contentType = 'application/json';
  // An upstream that said of no date: better none than a wrong one.
  if (createdAt.getTime() === 0) {
    return renderDocument(JSON.stringify({ Version: version }), { contentType });
  }
  // Seconds, as every other proxy has them.
  const time = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return renderDocument(JSON.stringify({ Version: version, Time: time }), {
    contentType,
    lastModified: createdAt,
  });
}
