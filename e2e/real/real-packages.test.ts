import { describe, expect, it } from 'vitest';
import { read, type Shelf } from '../contract/driver.ts';
import { signIn } from '../stack/api.ts';
import { makeProxy } from '../stack/supply.ts';
import { knownFaults } from './known-faults.ts';
import { type RealUpstream, realUpstreams } from './real-upstreams.ts';
import { type Blame, blameFor, Refusal } from './refusal.ts';

const packages = Number(process.env['BONDED_TEST_REAL_PACKAGES'] ?? 0);
const upstreams = await realUpstreams({
  packages,
  upstreams: process.env['BONDED_TEST_REAL_UPSTREAMS'] ?? '',
});

/** As a client does that installs several things at once. */
const askedAtOnce = 4;
const timeoutMs = 60 * 60_000;
const frontTimeoutMs = 15_000;

interface Missed {
  readonly name: string;
  readonly blame: Blame;
  readonly message: string;
}

async function isThere(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(frontTimeoutMs) });
    return true;
  } catch {
    return false;
  }
}

async function take({ client }: Shelf, path: string): Promise<void> {
  const response = await read(client, { path });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.ok) return;
  throw new Refusal({ asked: 'file', path, status: response.status, said: bytes.toString() });
}

/** Null where everything of it was given. */
async function tryPackage(
  shelf: Shelf,
  { format, newestFiles }: RealUpstream,
  name: string,
): Promise<Missed | null> {
  try {
    for (const path of await newestFiles(shelf, name)) await take(shelf, path);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, refused } = error;
    const known = knownFaults.find(
      (fault) => fault.format === format && fault.name === name && fault.says.test(message),
    );
    if (known === undefined) return { name, blame: blameFor(refused), message };
    return { name, blame: 'known', message: `${message} (known: ${known.why})` };
  }
}

async function tryAll(shelf: Shelf, upstream: RealUpstream): Promise<readonly Missed[]> {
  const missed: Missed[] = [];
  const left = upstream.names.values();
  const work = async () => {
    for (const name of left) {
      const found = await tryPackage(shelf, upstream, name);
      if (found !== null) missed.push(found);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, work));
  return missed;
}

/** Only where somebody asks for it, since it leaves this machine and takes its time. */
describe.skipIf(packages === 0 || upstreams.length === 0)('D5.10 what everybody installs', () => {
  it.for(upstreams)(
    'is read and given, or refused by a policy: $format',
    { timeout: timeoutMs },
    async (upstream, { skip }) => {
      const { format, url, names } = upstream;
      if (!(await isThere(url))) skip(`${url} cannot be reached from here`);
      const admin = await signIn();
      const place = await makeProxy(admin, format, { upstreamUrl: url });
      const missed = await tryAll({ client: admin, place }, upstream);
      for (const { name, blame, message } of missed) {
        console.log(`${format} ${name}: by ${blame}: ${message}`);
      }
      console.log(`${format}: ${names.length - missed.length} of ${names.length} were given`);
      const isAway = missed.filter(({ blame }) => blame === 'upstream').length === names.length;
      if (isAway) skip(`nothing can be had of ${url} from here`);
      expect(missed.filter(({ blame }) => blame === 'ours')).toEqual([]);
    },
  );
});
