import { beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makeProject, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { credentials, type HttpClient, type HttpDesk, isInstalled, openDesk } from './run-http.ts';

const skips = !(isInstalled('curl') && isInstalled('wget')) && process.env['CI'] !== 'true';
const readActions = ['repository:read', 'artifact:read', 'artifact:download'];

interface Flow {
  readonly name: string;
  /** Arguments and the path that they are for. */
  readonly curl: readonly string[];
  readonly wget: readonly string[];
  readonly path: string;
  readonly writes: boolean;
  /** The status for whoever may read. */
  readonly reads?: number;
}

const sends = { curl: ['--upload-file', 'in.txt'], wget: ['--method=PUT', '--body-file=in.txt'] };

const flows: readonly Flow[] = [
  { name: 'put', ...sends, path: 'new.txt', writes: true },
  {
    name: 'create only',
    curl: ['--header', 'If-None-Match: *', ...sends.curl],
    wget: ['--header=If-None-Match: *', ...sends.wget],
    path: 'new.txt',
    writes: true,
  },
  {
    name: 'replace',
    curl: ['--header', 'If-Match: *', ...sends.curl],
    wget: ['--header=If-Match: *', ...sends.wget],
    path: 'there.txt',
    writes: true,
  },
  {
    name: 'delete',
    curl: ['--request', 'DELETE'],
    wget: ['--method=DELETE'],
    path: 'there.txt',
    writes: true,
  },
  { name: 'get', curl: [], wget: [], path: 'there.txt', writes: false },
  { name: 'head', curl: ['--head'], wget: ['--spider'], path: 'there.txt', writes: false },
  {
    name: 'get a part',
    curl: ['--range', '0-1'],
    wget: ['--header=Range: bytes=0-1'],
    path: 'there.txt',
    writes: false,
    reads: 206,
  },
  { name: 'list', curl: [], wget: [], path: '', writes: false },
];

/** Who asks, and with which status each of the flows is answered. */
const answers = {
  nobody: () => 401,
  'a wrong key': () => 401,
  'a read-only key': ({ writes, reads = 200 }: Flow) => (writes ? 403 : reads),
  'a key of another project': () => 404,
} as const;
type Caller = keyof typeof answers;
// The keys of the table are its callers.
const callers = Object.keys(answers) as readonly Caller[];

describe.skipIf(skips)('curl and wget, by whoever asks', () => {
  let place: Place;
  let desk: HttpDesk;
  let keys: Readonly<Record<Caller, string | null>>;
  const urlOf = (path: string) => `${inject('gatewayUrl')}/raw/${place.path}/${path}`;

  beforeAll(async () => {
    const admin = await signIn();
    place = await makeRepository(admin, 'RAW');
    const readOnly = await makeKey(admin, { project: place.project, actions: readActions });
    keys = {
      nobody: null,
      'a wrong key': `${readOnly.slice(0, -1)}${readOnly.endsWith('0') ? 1 : 0}`,
      'a read-only key': readOnly,
      'a key of another project': await makeKey(admin, { project: await makeProject(admin) }),
    };
    desk = await openDesk();
    await desk.write('in.txt', 'something');
    const own = credentials('curl', await makeKey(admin, { project: place.project }));
    const put = await desk.run('curl', '-sS', '--fail', ...own, '-T', 'in.txt', urlOf('there.txt'));
    if (put.exitCode !== 0) throw new Error(put.output);
  });

  /** The status that a person reads off the client's own words. */
  async function statusOf(client: HttpClient, flow: Flow, key: string | null): Promise<number> {
    const by = credentials(client, key);
    if (client === 'curl') {
      const quiet = ['--silent', '--output', 'out', '--write-out', '%{http_code}'];
      const { output } = await desk.run('curl', ...quiet, ...by, ...flow.curl, urlOf(flow.path));
      return Number(output);
    }
    const all = ['--no-verbose', '--server-response', '--tries=1', '--output-document=out'];
    const { output } = await desk.run('wget', ...all, ...by, ...flow.wget, urlOf(flow.path));
    return Number([...output.matchAll(/^ +HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1]);
  }

  it.each(callers.flatMap((caller) => flows.map((flow) => [caller, flow.name, flow] as const)))(
    'answers %s alike to both clients: %s',
    async (caller, _, flow) => {
      const key = keys[caller];
      const expected = answers[caller](flow);
      expect(await statusOf('curl', flow, key)).toBe(expected);
      expect(await statusOf('wget', flow, key)).toBe(expected);
    },
  );
});
