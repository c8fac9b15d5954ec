import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { UpstreamDocument as DocumentRow } from '@bonded/database';
import { AppError, bestEffort, newId, parseDigest } from '@bonded/kernel';
import type { EgressResponse, Ports, StagedBlob } from '../ports.ts';
import type { UpstreamDocument } from '../repositories/index.ts';
import { type AskingPorts, askUpstream } from './ask-upstream.ts';
import { asUpstreamFailure, upstreamDocumentTooLarge, upstreamUnavailable } from './errors.ts';
import { restOf, standingFailure } from './upstream-rest.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import { withLease } from './with-lease.ts';

/** The indexes of the largest packages of the public registries are some tens of megabytes. */
const documentBytesMax = 64 * 1024 * 1024;
const headerCharactersMax = 512;
const linkCharactersMax = 4_096;
/** How long "there is nothing" is believed. */
const absentForMs = 30_000;
/** That a document is wanted is written down this often: it is wanted all the time. */
const askedEveryMs = 24 * 60 * 60_000;
/** That an upstream that is well answered is written down no oftener. */
const answeredEveryMs = 10_000;
const fetchMsMax = 60_000;
/** What is to be renewed behind its readers at a time; the rest is when somebody asks again. */
const renewalsMax = 256;

type DocumentPorts = Pick<Ports, 'database' | 'blobs'> & AskingPorts;

export interface DocumentWish {
  readonly address: URL;
  readonly accept?: string | undefined;
  /** Asks for what this header says alone, which is the document then. */
  readonly header?: string | undefined;
  /** What a token for it has to be good for. */
  readonly scope: string | null;
  /** Never changes once it is there, and is not asked for again. */
  readonly isFixed?: boolean;
  /** The key of the package that it is asked for; null where it is about no single one. */
  readonly name: string | null;
}

/**
 * A document of an upstream: from our store while it is fresh, and for as long again while it is
 * renewed behind its readers (RFC 5861 §3); later, or where there was nothing, asked for before the
 * answer. One process of all asks, with validators. While upstream fails, what we have is served
 * however old; where we have nothing, UPSTREAM_UNAVAILABLE. Null: upstream has nothing there.
 */
export async function getDocument(
  ports: DocumentPorts,
  upstream: UpstreamSettings,
  wish: DocumentWish,
): Promise<UpstreamDocument | null> {
  const kept = await findRow(ports, upstream, wish);
  if (kept !== null) await noteAsked(ports, wish, kept);
  if (kept !== null && isFresh(upstream, wish, kept)) return open(ports, kept);
  const failure = standingFailure(upstream);
  if (failure !== null) {
    if (kept !== null) return openStale(ports, upstream, kept);
    throw failure;
  }
  if (kept !== null && isAging(upstream, kept)) {
    renewBehind(ports, upstream, wish);
    return open(ports, kept);
  }
  try {
    return await open(ports, await renewAlone(ports, upstream, wish));
  } catch (error) {
    const isAway =
      error instanceof AppError &&
      (error.kind === 'unavailable' || error.code === 'UPSTREAM_DENIED');
    if (kept !== null && isAway) return openStale(ports, upstream, kept);
    throw error;
  }
}

function renewalOf({ repositoryId }: UpstreamSettings, wish: DocumentWish): string {
  return `document ${repositoryId} ${hashOf(keyOf(wish))}`;
}

/** The row as upstream has it now, whoever asked. A failure is noted, and thrown in our words. */
async function renewAlone(
  ports: DocumentPorts,
  upstream: UpstreamSettings,
  wish: DocumentWish,
): Promise<DocumentRow> {
  const signal = AbortSignal.timeout(fetchMsMax);
  try {
    const lease = { name: renewalOf(upstream, wish), signal };
    return await withLease(ports.database, lease, async (held) => {
      const now = await findRow(ports, upstream, wish);
      // Another process asked while we waited.
      if (now !== null && isFresh(upstream, wish, now)) return now;
      const renewal = { wish, kept: now, signal: held };
      const turn = { name: `document ${upstream.url.origin}`, signal: held };
      return ports.turns.take(turn, () => renew(ports, upstream, renewal));
    });
  } catch (cause) {
    const error = asUpstreamFailure(cause);
    if (isDown(error)) await noteFailure(ports, upstream, cause);
    throw error;
  }
}

/** Nobody waits for it, so that nobody minds if it fails: the next reader starts another. */
function renewBehind(ports: DocumentPorts, upstream: UpstreamSettings, wish: DocumentWish): void {
  const { renewals } = ports;
  const name = renewalOf(upstream, wish);
  if (renewals.has(name) || renewals.size >= renewalsMax) return;
  renewals.add(name);
  void bestEffort('the document of before is served', () =>
    renewAlone(ports, upstream, wish),
  ).finally(() => renewals.delete(name));
}

function keyOf({ address, accept, header }: DocumentWish): string {
  return [address.href, accept, header].filter((part) => part !== undefined).join(' ');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function findRow(
  { database }: DocumentPorts,
  { repositoryId }: UpstreamSettings,
  wish: DocumentWish,
): Promise<DocumentRow | null> {
  return database.prisma.upstreamDocument.findUnique({
    where: { repositoryId_address: { repositoryId, address: keyOf(wish) } },
  });
}

function isFresh(
  upstream: UpstreamSettings,
  { isFixed = false }: DocumentWish,
  { digest, checkedAt }: DocumentRow,
): boolean {
  if (upstream.isOffline || (isFixed && digest !== null)) return true;
  const freshMs = digest === null ? absentForMs : upstream.freshForSeconds * 1_000;
  return Date.now() - checkedAt.getTime() < freshMs;
}

/** What somebody wants is kept; what is wanted for several packages belongs to none of them. */
async function noteAsked(
  { database }: DocumentPorts,
  { name }: DocumentWish,
  kept: DocumentRow,
): Promise<void> {
  const isTorn = kept.name !== null && kept.name !== name;
  if (!isTorn && Date.now() - kept.askedAt.getTime() < askedEveryMs) return;
  await bestEffort('it is written down when it is wanted again', () =>
    database.prisma.upstreamDocument.updateMany({
      where: { id: kept.id },
      data: { askedAt: new Date(), ...(isTorn && { name: null }) },
    }),
  );
}

/** Absence is not served beyond its time: somebody may have published it by now. */
function isAging(upstream: UpstreamSettings, { digest, checkedAt }: DocumentRow): boolean {
  const usableMs = 2 * upstream.freshForSeconds * 1_000;
  return digest !== null && Date.now() - checkedAt.getTime() < usableMs;
}

interface Renewal {
  readonly wish: DocumentWish;
  readonly kept: DocumentRow | null;
  readonly signal: AbortSignal;
}

async function renew(
  ports: DocumentPorts,
  upstream: UpstreamSettings,
  { wish, kept, signal }: Renewal,
): Promise<DocumentRow> {
  await using response = await askUpstream(ports, upstream, {
    url: wish.address,
    method: wish.header === undefined ? 'GET' : 'HEAD',
    headers: { 'accept-encoding': 'gzip', accept: wish.accept ?? '*/*', ...conditions(kept) },
    scope: wish.scope,
    signal,
  });
  const answer = await read(ports, response, { wish, kept, signal });
  const bytesFetched = answer.staged?.sizeBytes ?? 0;
  if (bytesFetched > 0) ports.reads.count(upstream.repositoryId, { bytesFetched });
  return await store(ports, upstream, { ...answer, wish, url: response.url.href });
}

function conditions(kept: DocumentRow | null): Record<string, string> {
  if (kept?.digest == null) return {};
  return {
    ...(kept.etag !== null && { 'if-none-match': kept.etag }),
    ...(kept.lastModified !== null && { 'if-modified-since': kept.lastModified }),
  };
}

interface Answer {
  readonly staged?: StagedBlob;
  readonly row: Pick<DocumentRow, 'digest' | 'contentType' | 'etag' | 'lastModified' | 'link'>;
}

const nothing: Answer = {
  row: { digest: null, contentType: '', etag: null, lastModified: null, link: null },
};

/** By which servers say that they do not know a way of asking. */
const unsaid: ReadonlySet<number> = new Set([400, 405, 501]);

async function read(
  { blobs }: DocumentPorts,
  response: EgressResponse,
  { wish, kept, signal }: Renewal,
): Promise<Answer> {
  const { status, headers } = response;
  const isForHeader = wish.header !== undefined;
  if (status === 304 && kept !== null) return { row: kept };
  if (status === 404 || status === 410) return nothing;
  if (status !== 200 && !(isForHeader && unsaid.has(status))) {
    throw upstreamUnavailable(`The upstream of this repository answered with status ${status}.`, {
      details: { status },
    });
  }
  const body = isForHeader ? oneLine(headers[wish.header] ?? '') : bodyOf(response);
  const staged = await blobs
    .stage(body, { signal, bytesMax: documentBytesMax })
    .catch((cause: unknown) => {
      if (!(cause instanceof AppError) || cause.kind !== 'too-large') throw cause;
      throw upstreamDocumentTooLarge('The index of upstream is larger than we read.', { cause });
    });
  await blobs.publish(staged, signal);
  return {
    staged,
    row: {
      digest: staged.digest,
      contentType: bounded(headers['content-type']) ?? '',
      etag: bounded(headers['etag']),
      lastModified: bounded(headers['last-modified']),
      link: bounded(headers['link'], linkCharactersMax),
    },
  };
}

async function* oneLine(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(Buffer.from(text));
}

function bodyOf({ body, headers }: EgressResponse): AsyncIterable<Uint8Array> {
  return headers['content-encoding'] === 'gzip' ? gunzip(body) : body;
}

/** Bounded where it is staged. */
function gunzip(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // An error of either destroys both, and ends the reading of it.
  return pipeline(Readable.from(body), createGunzip(), () => {});
}

function bounded(value: string | undefined, charactersMax = headerCharactersMax): string | null {
  return value !== undefined && value.length <= charactersMax ? value : null;
}

async function store(
  ports: DocumentPorts,
  upstream: UpstreamSettings,
  { staged, row, wish, url }: Answer & { readonly wish: DocumentWish; readonly url: string },
): Promise<DocumentRow> {
  const { prisma } = ports.database;
  const { repositoryId } = upstream;
  const { digest } = row;
  if (staged !== undefined) {
    const blob = { digest: staged.digest, sizeBytes: staged.sizeBytes };
    await prisma.blob.createMany({ data: [blob], skipDuplicates: true });
  }
  const now = new Date();
  const address = keyOf(wish);
  const { contentType, etag, lastModified, link } = row;
  const times = { checkedAt: now, askedAt: now };
  const said = { digest, contentType, etag, lastModified, link, url, ...times };
  await noteAnswer(ports, upstream, now);
  return prisma.upstreamDocument.upsert({
    where: { repositoryId_address: { repositoryId, address } },
    create: { id: newId(), repositoryId, address, name: wish.name, ...said },
    update: said,
  });
}

/** For who looks after the upstream; all documents of a proxy would else wait for one row. */
async function noteAnswer(
  { database, settings }: DocumentPorts,
  { repositoryId, failedAt, answeredAt, restsUntil }: UpstreamSettings,
  now: Date,
): Promise<void> {
  const isWell = restsUntil === null && (failedAt === null || failedAt < (answeredAt ?? failedAt));
  const knownMs = now.getTime() - (answeredAt?.getTime() ?? 0);
  if (isWell && knownMs < answeredEveryMs) return;
  await database.prisma.upstream.updateMany({
    where: { repositoryId },
    data: { answeredAt: now, restsUntil: null },
  });
  settings.forget(repositoryId);
}

const tooManyRequests = 429;

/** True for what is wrong with the whole upstream, not with the one thing that was asked for. */
export function isDown({ code, details: { status } }: AppError): boolean {
  if (typeof status === 'number') return status >= 500 || status === tooManyRequests;
  return code === 'UPSTREAM_UNAVAILABLE';
}

/** For the others, and for who looks after the upstream. */
export async function noteFailure(
  { database, settings }: Pick<Ports, 'database'> & Pick<AskingPorts, 'settings'>,
  { repositoryId }: UpstreamSettings,
  error: unknown,
): Promise<void> {
  const failure = error instanceof AppError ? error.message : 'It does not answer.';
  await bestEffort('the failure itself is told to the client', () =>
    database.prisma.upstream.updateMany({
      where: { repositoryId },
      data: { failedAt: new Date(), failure, restsUntil: restOf(error) },
    }),
  );
  settings.forget(repositoryId);
}

function openStale(
  ports: DocumentPorts,
  { repositoryId }: UpstreamSettings,
  kept: DocumentRow,
): Promise<UpstreamDocument | null> {
  ports.reads.count(repositoryId, { stale: 1 });
  return open(ports, kept);
}

async function open(
  { blobs }: DocumentPorts,
  { digest, contentType, url, link }: DocumentRow,
): Promise<UpstreamDocument | null> {
  if (digest === null) return null;
  const signal = AbortSignal.timeout(fetchMsMax);
  const { chunks } = await blobs.read(parseDigest(digest), { signal });
  // Bounded when it was stored.
  const bytes = Buffer.concat(await Array.fromAsync(chunks));
  return { bytes, contentType, url: new URL(url), link };
}
