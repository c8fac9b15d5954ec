import { createHash } from 'node:crypto';
import { artifactNotFound, authorisePublish, lookUpFile } from '@bonded/core/artifacts';
import { parseInput } from '@bonded/core/input';
import { bodyChunks, readJson } from '@bonded/http';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { moduleFilePath } from './codec/address.ts';
import { moduleMismatch, moduleZipTooLarge } from './codec/errors.ts';
import type { ModuleCoordinates } from './codec/module-zip.ts';

const infoBytesMax = 64 * 1024;
const goModBytesMax = 16 * 1024 ** 2;
const info = z.object({ Version: z.string() });

/**
 * `PUT {version}.mod`, which publishers of three files send beside the zip. The zip had it already:
 * this one has to be the same.
 */
export async function putGoMod(call: FormatCall, at: ModuleCoordinates): Promise<void> {
  const published = await requirePublished(call, at);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of bodyChunks(call.request.raw, { signal: call.signal })) {
    sizeBytes += chunk.length;
    if (sizeBytes > goModBytesMax) throw moduleZipTooLarge('The go.mod is too large.');
    hash.update(chunk);
  }
  if (hash.digest('hex') !== published.digest) {
    throw moduleMismatch(`This is not the go.mod in the zip of ${at.path}@${at.version}.`);
  }
  await call.reply.code(200).send();
}

/** `PUT {version}.info`: when it was published is known here; the rest has to be the same. */
export async function putInfo(call: FormatCall, at: ModuleCoordinates): Promise<void> {
  await requirePublished(call, at);
  const { raw } = call.request;
  const body = await readJson(raw, { bytesMax: infoBytesMax, signal: call.signal });
  const { Version: version } = parseInput(info, body);
  if (version !== at.version) {
    throw moduleMismatch(`The info is of another version than ${at.version}.`);
  }
  await call.reply.code(200).send();
}

async function requirePublished(call: FormatCall, { path, version }: ModuleCoordinates) {
  const { ports, actor, repository } = call;
  await authorisePublish(ports, actor, repository, path);
  const file = await lookUpFile(ports, {
    repositoryId: repository.id,
    path: moduleFilePath(path, version, 'mod'),
  });
  if (file !== null) return file;
  throw artifactNotFound(`Publish ${version}.zip first: its go.mod is served, and its time kept.`);
}
