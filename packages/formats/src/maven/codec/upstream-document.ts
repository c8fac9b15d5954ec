import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { childText, readXml, type XmlElement } from '../../archives/xml.ts';
import { packageNameOf } from './coordinates.ts';

const documentBytesMax = 16 * 1024 * 1024;
const elementsMax = 500_000;

/** What a document of upstream's has to be about: an artifact, or one version of it. */
export interface DocumentSubject {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version?: string;
}

/** What is wrong with a document of upstream's is no fault of who asked for it. */
export async function readingUpstream<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.kind === 'unavailable') throw cause;
    throw upstreamDocumentInvalid(`Upstream's document is refused: ${cause.message}`, { cause });
  }
}

/** Any `maven-metadata.xml`. Errors: XML_INVALID, UPSTREAM_DOCUMENT_INVALID. */
export async function readDocument({ bytes }: UpstreamDocument): Promise<XmlElement> {
  const chunks = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  const root = await readXml(chunks, { bytesMax: documentBytesMax, elementsMax });
  if (root.name === 'metadata') return root;
  throw upstreamDocumentInvalid("Upstream's document is no maven-metadata.xml.");
}

/** Documents of old repositories do not say it. Errors: UPSTREAM_DOCUMENT_INVALID. */
export function requireAbout(metadata: XmlElement, subject: DocumentSubject): void {
  for (const name of ['groupId', 'artifactId', 'version'] as const) {
    const said = childText(metadata, name);
    const wanted = subject[name];
    if (said === null || wanted === undefined || said === wanted) continue;
    throw upstreamDocumentInvalid(`Upstream's document is not that of ${packageNameOf(subject)}.`);
  }
}
