import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const main = resolve(import.meta.dirname, '../../bench/main.ts');
const benchTimeoutMs = 400_000;

/** Every peer, also in the two forms of those that pass on. */
const peers = [
  'Verdaccio',
  'Verdaccio, direct',
  'Bonded, hosted',
  '@tus/server',
  'pypiserver',
  'docker-registry',
  'docker-registry, direct',
  'nginx',
];
/** A laptop may have none of those that come from the machine. */
const isWhole = process.env['CI'] === 'true';
const fromTheMachine = /^(nginx|pypiserver|docker-registry)/;
/** Any at all: on a busy machine nobody may get through in so short a time. */
const rate = /^[\d.,]+ (MB)?\/s/;

describe('a sample of the benchmarks: a row of each area, peer and kind of load', () => {
  let stdout: string;
  beforeAll(async () => {
    const running = promisify(execFile)(process.execPath, [main, '--sample'], {
      timeout: benchTimeoutMs,
    });
    ({ stdout } = await running);
  }, benchTimeoutMs);

  it('is measured without an error, each row for us and for its peer', () => {
    const rows = [...stdout.matchAll(/^\| .+ \(`([a-z0-9-]+)`\) \| ([^|]+) \| ([^|]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(peers.length);
    for (const [, name, ours, peer] of rows) {
      expect(ours, name).toMatch(rate);
      expect(peer, name).toMatch(isWhole ? rate : /./);
    }
  });

  it.each(peers)('has taken the load to %s', (peer) => {
    const isThere = stdout.includes(`/s ${peer} |`) || stdout.includes(`/s * ${peer} |`);
    const isMissing = stdout.includes(`${peer} is not installed`) || !stdout.includes(peer);
    const mayBeMissing = !isWhole && fromTheMachine.test(peer);
    expect(isThere || (mayBeMissing && isMissing), stdout).toBe(true);
  });

  it('ends with what the machine itself can do', () => {
    expect(stdout).toContain('Limits of this machine');
  });
});
