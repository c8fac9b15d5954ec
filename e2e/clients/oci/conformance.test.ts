import { expect, inject, it } from 'vitest';
import { makeKey, makeRepository, signIn } from '../../stack/api.ts';
import { findProgram, newHome, runProgram } from './programs.ts';

const program = await findProgram('conformance');
const checksMin = 900;

it.skipIf(program === null)(
  'passes the conformance suite of the specification, its coming version included',
  { timeout: 400_000 },
  async () => {
    const admin = await signIn();
    const one = await makeRepository(admin, 'OCI');
    const two = await makeRepository(admin, 'OCI', { project: one.project });
    const home = await newHome();
    const { exitCode, output } = await runProgram(program ?? '', [], {
      home,
      environment: {
        OCI_REGISTRY: new URL(inject('gatewayUrl')).host,
        OCI_TLS: 'disabled',
        OCI_REPO1: `${one.path}/conformance/one`,
        OCI_REPO2: `${two.path}/conformance-two`,
        OCI_USERNAME: 'conformance',
        OCI_PASSWORD: await makeKey(admin, { project: one.project }),
        OCI_VERSION: 'dev',
        OCI_RESULTS_DIR: home,
      },
    });
    const faults = output.split('\n').filter((line) => /: (FAIL|Error)$/.test(line));
    expect(faults).toEqual([]);
    expect(exitCode, output.slice(-4_000)).toBe(0);
    const passed = Number(/Pass\.*: +(\d+)/.exec(output)?.[1]);
    expect(passed).toBeGreaterThan(checksMin);
  },
);
