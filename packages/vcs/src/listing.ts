import { z } from 'zod';
import type { Answer } from './answer.ts';
import { askVcs, readAnswer, requireOk, type Scheme } from './ask.ts';
import { vcsTooLarge, vcsUnavailable } from './errors.ts';
import type { KeptPage, VcsCall } from './vcs-driver.ts';

/** Refs of one repository. */
export const listedMax = 10_000;
const pagesMax = 200;
const documentBytesMax = 8 * 1024 * 1024;
const etagCharsMax = 512;

export interface ListWish<Item> {
  readonly url: URL;
  readonly scheme?: Scheme;
  readonly headers?: Readonly<Record<string, string>>;
  readonly read: (body: unknown) => PageOf<Item>;
  /** Said instead of 404 where a repository without commits is answered so. */
  readonly emptyStatuses?: readonly number[];
}

export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** Where the body itself says where the next page is. */
  readonly next?: string | undefined;
}

/**
 * All pages of a list: each asked for by its validator where an earlier answer is kept. A next page
 * at another origin is an error, for it would be asked with our credential's blessing.
 */
export async function listAll<Item>(call: VcsCall, wish: ListWish<Item>): Promise<Item[]> {
  const found: Item[] = [];
  let url: URL | null = wish.url;
  for (let pages = 0; url !== null; pages += 1) {
    if (pages >= pagesMax || found.length > listedMax) {
      throw vcsTooLarge(`The repository has more than ${listedMax} tags or branches.`);
    }
    const page: Page | null = await getPage(call, wish, url);
    if (page === null) return found;
    const read: PageOf<Item> = wish.read(parsed(page.body, url));
    found.push(...read.items);
    const next: string | null = read.next ?? page.next;
    url = next === null ? null : nextOf(call, url, next);
  }
  return found;
}

type Page = Pick<KeptPage, 'body' | 'next'>;

async function getPage<Item>(call: VcsCall, wish: ListWish<Item>, url: URL): Promise<Page | null> {
  const kept = await call.pages.get(url.href);
  const { scheme, headers = {}, emptyStatuses = [] } = wish;
  await using answer = await askVcs(call, {
    url,
    ...(scheme !== undefined && { scheme }),
    headers: {
      accept: 'application/json',
      ...headers,
      ...(kept && { 'if-none-match': kept.etag }),
    },
  });
  if (answer.status === 304 && kept !== null) return kept;
  if (emptyStatuses.includes(answer.status)) return null;
  requireOk(answer);
  const body = (await readAnswer(answer, documentBytesMax)).toString();
  const page = { body, next: linkedNext(answer) };
  const { etag } = answer.headers;
  if (etag !== undefined && etag.length <= etagCharsMax) {
    await call.pages.put(url.href, { ...page, etag });
  }
  return page;
}

function nextOf({ place }: VcsCall, from: URL, next: string): URL {
  const url = URL.parse(next, from.href);
  if (url === null || !place.origins.includes(url.origin)) {
    throw vcsUnavailable(`${from.host} names a next page that is not its own.`);
  }
  return url;
}

/** `Link: <…>; rel="next"` (RFC 8288). */
function linkedNext({ headers }: Answer): string | null {
  for (const link of (headers['link'] ?? '').split(',')) {
    const [address = '', ...parameters] = link.split(';').map((part) => part.trim());
    const isNext = parameters.some((each) => each.replaceAll('"', '') === 'rel=next');
    if (isNext && address.startsWith('<') && address.endsWith('>')) return address.slice(1, -1);
  }
  return null;
}

/** One JSON document, or null where there is none. */
export async function getJson<Schema extends z.ZodType>(
  call: VcsCall,
  wish: Pick<ListWish<never>, 'url' | 'scheme' | 'headers'> & { readonly schema: Schema },
): Promise<z.output<Schema> | null> {
  const { url, scheme, headers = {}, schema } = wish;
  await using answer = await askVcs(call, {
    url,
    ...(scheme !== undefined && { scheme }),
    headers: { accept: 'application/json', ...headers },
  });
  if (answer.status === 404) return null;
  requireOk(answer);
  return shaped(parsed((await readAnswer(answer, documentBytesMax)).toString(), url), schema, url);
}

function parsed(text: string, { host }: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw vcsUnavailable(`${host} answered with what is no JSON.`, { cause });
  }
}

/** Throws VCS_UNAVAILABLE where the answer is another API's. */
export function shaped<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
  { host }: URL,
): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const where = error.issues[0]?.path.join('.') ?? '';
  throw vcsUnavailable(`${host} answered in an unknown shape at "${where}".`);
}

/** A commit by its name: SHA-1, or SHA-256 where a forge has such repositories. */
export const commitName = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
