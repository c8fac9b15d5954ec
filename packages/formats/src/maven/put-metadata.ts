import {
  authorisePublish,
  awaitVerdict,
  listVersions,
  lookUpPackage,
} from '@bonded/core/artifacts';
import { bodyChunks } from '@bonded/http';
import { readXml } from '../archives/xml.ts';
import type { FormatCall } from '../format.ts';
import type { MetadataAddress } from './codec/address.ts';
import { type ChecksumName, readChecksum } from './codec/checksum.ts';
import { packageNameOf } from './codec/coordinates.ts';
import { mavenMetadataInvalid } from './codec/errors.ts';
import { readText } from './read-text.ts';

const documentBytesMax = 16 * 1024 * 1024;
const elementsMax = 500_000;
const checksumBytesMax = 1024;

/**
 * `PUT {path}/maven-metadata.xml`: taken for what it is, the end of a deploy. What it says is ours
 * to say, since two who deploy at once would each forget the other; but it has to be such a
 * document. The answer comes with the verdict, so that what was deployed can be used at once.
 */
export async function putMetadata(call: FormatCall, at: MetadataAddress): Promise<void> {
  await authorise(call, at);
  const chunks = bodyChunks(call.request.raw, { signal: call.signal });
  const document = await readXml(chunks, { bytesMax: documentBytesMax, elementsMax });
  if (document.name !== 'metadata') throw mavenMetadataInvalid('This is no maven-metadata.xml.');
  await awaitVerdicts(call, at);
  await call.reply.code(201).send();
}

/** `PUT {path}/maven-metadata.xml.sha1`: of the client's document, so read for its form alone. */
export async function putMetadataChecksum(
  call: FormatCall,
  { at, checksum }: { readonly at: MetadataAddress; readonly checksum: ChecksumName },
): Promise<void> {
  await authorise(call, at);
  readChecksum(await readText(call, checksumBytesMax), checksum);
  await call.reply.code(201).send();
}

function authorise({ ports, actor, repository }: FormatCall, at: MetadataAddress): Promise<void> {
  const name = at.package === null ? (at.group ?? '') : packageNameOf(at.package);
  return authorisePublish(ports, actor, repository, name);
}

/** All that is not judged yet of the package: with one wait for them together. */
async function awaitVerdicts(call: FormatCall, at: MetadataAddress): Promise<void> {
  if (at.package === null) return;
  const { ports, repository, signal } = call;
  const name = packageNameOf(at.package);
  const found = await lookUpPackage(ports, { repositoryId: repository.id, name });
  if (found === null) return;
  const open = (await listVersions(ports, found.id)).filter(
    ({ scanStatus }) => scanStatus === 'NOT_SCANNED' || scanStatus === 'RUNNING',
  );
  await Promise.all(open.map(({ id }) => awaitVerdict(ports, id, { signal })));
}
