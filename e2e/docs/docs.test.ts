import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { adminPassword } from '../stack/start-stack.ts';
import { readDocuments } from './documents.ts';
import { patternOf, runDocument, type Surroundings } from './run-document.ts';

/** What pages may show without its being run here, since something else does. */
const provenElsewhere: Readonly<Record<string, string>> = {
  'npm start': 'this very stack was started by its script',
  'npm test': 'it is what runs this test',
  'npm run check': 'a step of npm test',
  'npm run bench': 'e2e/bench/smoke.test.ts',
  '.ci/run': 'it is what runs npm test in CI',
};

const documents = await readDocuments();
let surroundings: Surroundings;

beforeAll(() => {
  surroundings = {
    gatewayUrl: inject('gatewayUrl'),
    blobUrl: inject('blobUrl'),
    consoleUrl: inject('consoleUrl'),
    adminPassword,
  };
});

function isMissing(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0;
}

describe.each(documents)('$path', (document) => {
  const isSkipped = process.env['CI'] !== 'true' && document.needs.some(isMissing);

  it.skipIf(isSkipped)('does what it says, command by command', async () => {
    const outcomes = await runDocument(document, surroundings);
    for (const { step, exitCode, output } of outcomes) {
      const where = `${document.path}:${step.line}\n${step.commands}\n\n${output}`;
      expect(exitCode !== 0, where).toBe(step.isRefused);
      for (const line of step.shows) expect(output, where).toMatch(patternOf(line));
    }
    expect(outcomes).toHaveLength(document.steps.length);
  });

  it('shows without running only what is run elsewhere', () => {
    const strange = document.shown.filter((command) => provenElsewhere[command] === undefined);
    expect(strange).toEqual([]);
  });
});
