import { readAnswer, type VcsCall, vcsNotFound, vcsUnavailable } from '../index.ts';
import { notGit, readLines, textOf } from './pkt-line.ts';
import { type GitObjects, readPack } from './read-pack.ts';
import { type GitServer, post } from './smart-http.ts';

/** Of one answer. A repository that is larger at one commit is not for a package manager. */
const packBytesMax = 256 * 1024 * 1024;

const packChannel = 1;
const errorChannel = 3;

export interface FetchWish {
  readonly wants: readonly string[];
  /** In git's words, such as `blob:none`. */
  readonly filter?: string | undefined;
}

/** Objects without their history. Throws VCS_NOT_FOUND where the server has none of that name. */
export async function fetchObjects(
  call: VcsCall,
  server: GitServer,
  { wants, filter }: FetchWish,
): Promise<GitObjects> {
  const args = [
    'no-progress',
    'ofs-delta',
    'deepen 1',
    ...(filter === undefined ? [] : [`filter ${filter}`]),
    ...wants.map((name) => `want ${name}`),
    'done',
  ];
  await using answer = await post(call, server, { name: 'fetch', args });
  const pack = packIn(await readAnswer(answer, packBytesMax));
  return await readPack(pack, call.signal);
}

/** Takes the pack out of its channel (gitprotocol-v2, "fetch"). */
function packIn(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let isPack = false;
  for (const line of readLines(bytes)) {
    if (typeof line === 'string') continue;
    if (isPack) takeChannel(line, parts);
    else if (textOf(line) === 'packfile') isPack = true;
    else if (textOf(line).startsWith('ERR ')) throw refusal(textOf(line).slice('ERR '.length));
  }
  if (!isPack) throw notGit();
  return Buffer.concat(parts);
}

function takeChannel(line: Buffer, parts: Buffer[]): void {
  const channel = line[0];
  if (channel === packChannel) parts.push(line.subarray(1));
  if (channel === errorChannel) throw refusal(line.toString('utf8', 1));
}

function refusal(words: string) {
  const shown = JSON.stringify(words.trim().slice(0, 200));
  return words.includes('not our ref')
    ? vcsNotFound(`The server has no such commit any more: ${shown}.`)
    : vcsUnavailable(`The server refused: ${shown}.`);
}
