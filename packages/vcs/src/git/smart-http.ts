import {
  type Answer,
  askVcs,
  readAnswer,
  requireOk,
  type VcsCall,
  vcsUnavailable,
} from '../index.ts';
import { command, notGit, readLines, textOf } from './pkt-line.ts';

const advertisementBytesMax = 1024 * 1024;
const refsBytesMax = 16 * 1024 * 1024;
const protocol = { 'git-protocol': 'version=2' };

/** What a server said that it can do, and where it is after redirects. */
export interface GitServer {
  readonly url: string;
  /** It leaves out what is not wanted of a tree: most forges do, and git itself where it is set. */
  readonly canFilter: boolean;
}

/** Asks what the server can do. Only protocol version 2 is spoken: git since 2018, every forge. */
export async function greet(call: VcsCall): Promise<GitServer> {
  const url = new URL(`${call.place.apiUrl}/info/refs?service=git-upload-pack`);
  await using answer = await askVcs(call, { url, headers: protocol });
  requireOk(answer);
  const lines = [...readLines(await readAnswer(answer, advertisementBytesMax))];
  const texts = lines.map((line) => (typeof line === 'string' ? '' : textOf(line)));
  if (!texts.includes('version 2')) {
    throw vcsUnavailable(`${url.host} does not speak version 2 of git's protocol.`);
  }
  if (texts.some((text) => text.startsWith('object-format=') && text !== 'object-format=sha1')) {
    throw vcsUnavailable('Repositories with SHA-256 names are read by no driver yet.');
  }
  const fetch = texts.find((text) => text === 'fetch' || text.startsWith('fetch=')) ?? '';
  const { href } = answer.url;
  return {
    url: href.slice(0, href.indexOf('/info/refs')),
    canFilter: fetch.replace('fetch=', '').split(' ').includes('filter'),
  };
}

/** One command, whose answer is for the caller to read and to dispose of. */
export async function post(
  call: VcsCall,
  server: GitServer,
  { name, args }: { readonly name: string; readonly args: readonly string[] },
): Promise<Answer> {
  const answer = await askVcs(call, {
    url: new URL(`${server.url}/git-upload-pack`),
    headers: {
      ...protocol,
      'content-type': 'application/x-git-upload-pack-request',
      accept: 'application/x-git-upload-pack-result',
    },
    post: command(name, args),
  });
  try {
    requireOk(answer);
  } catch (error) {
    await answer[Symbol.asyncDispose]();
    throw error;
  }
  return answer;
}

export interface ListedRef {
  readonly name: string;
  /** What an annotated tag is of; else what the ref is. */
  readonly commit: string;
  /** Of HEAD: the branch. */
  readonly target: string | null;
}

/** `ls-refs`: HEAD, tags and branches. */
export async function listRefs(call: VcsCall, server: GitServer): Promise<readonly ListedRef[]> {
  const prefixes = ['HEAD', 'refs/heads/', 'refs/tags/'].map((each) => `ref-prefix ${each}`);
  const args = ['peel', 'symrefs', ...prefixes];
  await using answer = await post(call, server, { name: 'ls-refs', args });
  const refs: ListedRef[] = [];
  for (const line of readLines(await readAnswer(answer, refsBytesMax))) {
    if (typeof line === 'string') continue;
    const [object = '', name = '', ...attributes] = textOf(line).split(' ');
    // An unborn HEAD has no object.
    if (object === 'unborn') continue;
    if (!/^[0-9a-f]{40}$/.test(object) || name === '') throw notGit();
    const valueOf = (key: string) =>
      attributes.find((each) => each.startsWith(key))?.slice(key.length) ?? null;
    refs.push({ name, commit: valueOf('peeled:') ?? object, target: valueOf('symref-target:') });
  }
  return refs;
}
