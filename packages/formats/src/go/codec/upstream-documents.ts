import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { parseJson } from '@bonded/http';
import { z } from 'zod';
import { isModuleVersion, isPseudoVersion, isVersionOf } from './module-version.ts';

/** The longest lists of the public proxy have some thousands. */
const versionsMax = 50_000;

const info = z.object({ Version: z.string(), Time: z.string().optional() });

export interface ToldRelease {
  readonly version: string;
  readonly time: Date | null;
}

/**
 * The versions in a `@v/list`: the first word of each line, as the go command reads it. Those that
 * a module of that path cannot have are left out. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readUpstreamList({ bytes }: UpstreamDocument, path: string): readonly string[] {
  const words = bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line) => line.trim().split(/\s/, 1))
    .filter((word) => word !== '');
  if (words.length > 0 && !words.some(isModuleVersion)) {
    throw upstreamDocumentInvalid(`What upstream has for a list of ${path} is none.`);
  }
  const versions = words.filter((word) => isVersionOf(path, word) && !isPseudoVersion(word));
  return [...new Set(versions)].slice(0, versionsMax);
}

/** A `.info` or an `@latest`. Errors: UPSTREAM_DOCUMENT_INVALID. */
export function readUpstreamInfo({ bytes }: UpstreamDocument, path: string): ToldRelease {
  const { Version: version, Time: time } = parseInfo(bytes, path);
  if (!isVersionOf(path, version)) {
    throw upstreamDocumentInvalid(`Upstream tells of a version that ${path} cannot have.`);
  }
  const date = new Date(time ?? Number.NaN);
  return { version, time: Number.isNaN(date.getTime()) ? null : date };
}

function parseInfo(bytes: Buffer, path: string): z.output<typeof info> {
  try {
    return info.parse(parseJson(bytes));
  } catch (cause) {
    throw upstreamDocumentInvalid(`What upstream says of ${path} cannot be read.`, { cause });
  }
}
