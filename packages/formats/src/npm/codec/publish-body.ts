import { parseJson } from '@bonded/http';
import { ByteCursor } from '../../byte-cursor.ts';
import { AttachmentContent } from './attachment-content.ts';
import { publishInvalid, publishTooLarge } from './errors.ts';
import { isObject, type JsonObject, objectOf, own } from './json-object.ts';
import { type DataStart, PublishScanner, type ScannerLimits } from './publish-scanner.ts';

export interface PublishLimits extends ScannerLimits {
  readonly attachmentsMax: number;
  readonly provenanceCharsMax: number;
}

/** A package of thousands of versions comes whole when it is deprecated: metadata may be large. */
export const defaultPublishLimits: PublishLimits = {
  metadataBytesMax: 16 * 1024 * 1024,
  depthMax: 64,
  attachmentsMax: 1,
  provenanceCharsMax: 1024 * 1024,
};

const membersMax = 1_000_000;

/** One attachment as it arrives. Its bytes may be read once, before the handler resolves. */
export interface IncomingAttachment {
  readonly name: string;
  readonly contentType: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ReceivedAttachment<T> {
  readonly name: string;
  readonly sizeBytes: number;
  /** What the handler made of it. */
  readonly outcome: T;
}

/** A signed statement about where the tarball was built: JSON text, not base64. */
export interface Provenance {
  readonly name: string;
  readonly contentType: string;
  readonly bundle: string;
}

export interface PublishBody<T> {
  /** Without `_attachments`. */
  readonly document: JsonObject;
  readonly attachments: readonly ReceivedAttachment<T>[];
  readonly provenance: readonly Provenance[];
}

/**
 * Reads an npm publish document (PROTOCOLS §3.3) from a stream, giving each attachment to
 * `onAttachment` as decoded bytes while it arrives. No attachment is ever held: the order of keys
 * is the client's, so the document is known only afterwards. Whatever is wrong after an attachment
 * was taken in is thrown then: the caller discards what its handler staged.
 *
 * @throws AppError `NPM_PUBLISH_INVALID`, `NPM_PUBLISH_TOO_LARGE`, `JSON_INVALID`; the handler's
 */
export async function parsePublishBody<T>(
  chunks: AsyncIterable<Uint8Array>,
  onAttachment: (attachment: IncomingAttachment) => Promise<T>,
  limits: PublishLimits = defaultPublishLimits,
): Promise<PublishBody<T>> {
  const cursor = new ByteCursor(chunks);
  const scanner = new PublishScanner(limits);
  const attachments: ReceivedAttachment<T>[] = [];
  try {
    while (await cursor.fill()) {
      const { taken, data } = scanner.scan(cursor.rest);
      cursor.skip(taken);
      if (data === null) continue;
      if (attachments.length === limits.attachmentsMax) {
        throw publishInvalid('The document has more attachments than one package.');
      }
      attachments.push(await receive(cursor, data, onAttachment));
      scanner.endData();
    }
  } finally {
    await cursor.close();
  }
  const parsed = parseJson(scanner.kept, { depthMax: limits.depthMax, membersMax });
  if (!isObject(parsed)) throw publishInvalid('The document is not an object.');
  const { _attachments: stated, ...document } = parsed;
  requireStated(objectOf(stated), attachments);
  return { document, attachments, provenance: provenanceOf(objectOf(stated), limits) };
}

async function receive<T>(
  cursor: ByteCursor,
  { name, contentType }: DataStart,
  onAttachment: (attachment: IncomingAttachment) => Promise<T>,
): Promise<ReceivedAttachment<T>> {
  const bytes = new AttachmentContent(cursor);
  const outcome = await onAttachment({ name, contentType, bytes });
  await bytes.drain();
  return { name, sizeBytes: bytes.sizeBytes, outcome };
}

/** What the document says of its attachments must be what arrived. */
function requireStated(stated: JsonObject, received: readonly ReceivedAttachment<unknown>[]): void {
  for (const [name, attachment] of Object.entries(stated)) {
    if (isProvenance(name)) continue;
    const arrived = received.find((each) => each.name === name);
    if (arrived === undefined) throw publishInvalid('An attachment has no data.');
    const length = own(objectOf(attachment), 'length');
    if (length !== undefined && length !== arrived.sizeBytes) {
      throw publishInvalid(
        `The attachment has ${arrived.sizeBytes} bytes, not as many as the document says.`,
      );
    }
  }
}

function provenanceOf(stated: JsonObject, limits: PublishLimits): Provenance[] {
  return Object.entries(stated)
    .filter(([name]) => isProvenance(name))
    .map(([name, attachment]) => {
      const { data, content_type: contentType } = objectOf(attachment);
      if (typeof data !== 'string') throw publishInvalid('The provenance has no data.');
      if (data.length > limits.provenanceCharsMax) {
        throw publishTooLarge('The provenance is too large.');
      }
      return {
        name,
        contentType: typeof contentType === 'string' ? contentType : '',
        bundle: data,
      };
    });
}

function isProvenance(name: string): boolean {
  return name.endsWith('.sigstore');
}
