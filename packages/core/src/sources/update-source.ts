import { addJob, transact, type VcsSource } from '@bonded/database';
import { z } from 'zod';
import type { Actor } from '../access/index.ts';
import { definedOf, id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { findSource } from './find-source.ts';
import { pollSeconds, sourceAddress } from './source-input.ts';

const input = z.object({
  id,
  url: sourceAddress.url.optional(),
  /** Null: it follows from the address again. */
  apiUrl: sourceAddress.apiUrl,
  /** Empty: none any more. */
  userName: sourceAddress.userName,
  /** Empty: none any more. */
  secret: sourceAddress.secret,
  pollSeconds: pollSeconds.optional(),
  isPaused: z.boolean().optional(),
});

export type UpdateSourceInput = z.input<typeof input>;

/**
 * Changes how a source is asked; never its name or its kind, since versions were made under them. A
 * credential is for the place that it was given for: at another origin there is none until one is
 * given. Errors: SOURCE_NOT_FOUND, ACCESS_DENIED, VCS_ADDRESS_INVALID.
 */
export async function updateSource(
  ports: Pick<Ports, 'database' | 'sources'>,
  actor: Actor,
  raw: UpdateSourceInput,
): Promise<VcsSource> {
  const wanted = parseInput(input, raw);
  const { source, place, resource } = await findSource(ports, actor, wanted);
  const { changes, isElsewhere } = changedAddress(ports, source, wanted);
  const { userName, secret } = wanted;
  const sealSecret = (text: string) =>
    ports.sources.seal({ sourceId: source.id, for: 'credential' }, text);
  const data = definedOf({
    ...changes,
    userName: changedTo(userName, isElsewhere, (text) => text),
    sealedSecret: changedTo(secret, isElsewhere, sealSecret),
    pollSeconds: wanted.pollSeconds,
    isPaused: wanted.isPaused,
  });
  return transact(ports.database, async (tx) => {
    if (isElsewhere) await tx.vcsPage.deleteMany({ where: { sourceId: source.id } });
    const row = await tx.vcsSource.update({ where: { id: source.id }, data });
    const { sealedSecret: _, ...said } = data;
    await recordAudit(tx, actor, {
      action: 'source.update',
      resource,
      place,
      details: { changes: said, ...(secret != null && { changesSecret: true }) },
    });
    const options = { jobKey: `source:${source.id}` };
    await addJob(tx, 'sync_source', { sourceId: source.id }, options);
    return row;
  });
}

function changedAddress(
  { sources }: Pick<Ports, 'sources'>,
  source: VcsSource,
  { url, apiUrl }: Pick<z.output<typeof input>, 'url' | 'apiUrl'>,
) {
  if (url === undefined && apiUrl === undefined) return { changes: {}, isElsewhere: false };
  const driver = sources.driver(source.kind);
  const before = { url: new URL(source.url), apiUrl: urlOrNull(source.apiUrl) };
  const after = { url: url ?? before.url, apiUrl: apiUrl === undefined ? before.apiUrl : apiUrl };
  const known = driver.place(before).origins;
  const isElsewhere = driver.place(after).origins.some((origin) => !known.includes(origin));
  const changes = {
    url: after.url.href,
    apiUrl: after.apiUrl?.href ?? null,
  };
  return { changes, isElsewhere };
}

/** Null: none any more. Undefined: it stays as it is. */
function changedTo<Value>(
  wish: string | null | undefined,
  isElsewhere: boolean,
  valueOf: (text: string) => Value,
): Value | null | undefined {
  if (wish == null) return isElsewhere ? null : undefined;
  return wish === '' ? null : valueOf(wish);
}

function urlOrNull(text: string | null): URL | null {
  return text === null ? null : new URL(text);
}
