import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from './desk.ts';
import type { Trial } from './trial.ts';

interface PackageTool {
  readonly lockFile: string;
  /** What a folder has before its first package. */
  readonly files?: Readonly<Record<string, string>>;
  /** What runs a script where packages are no folders. */
  readonly runner?: string;
  /** What a build does after its settings, where the page leaves that open. */
  readonly install?: string;
}

const json = (document: object) => JSON.stringify(document, null, 2);

function requireIt(name: string, { runner = '' }: PackageTool): string {
  return `${runner}node -e 'if (require("${name}") !== 42) process.exit(1)'`;
}

/** A package to publish, and an empty one to install it into. */
async function publishAndInstall(desk: Desk, name: string, tool: PackageTool): Promise<string> {
  const { files = {} } = tool;
  const source = await desk.folder('source', {
    'package.json': json({ name, version: '1.0.0', license: 'MIT' }),
    'index.js': 'module.exports = 42;\n',
    ...files,
  });
  await desk.take('configure', source);
  await desk.take('publish', source);
  const consumer = await desk.folder('consumer', {
    'package.json': json({ name: 'consumer', version: '1.0.0', private: true }),
    ...files,
  });
  await desk.take('configure', consumer);
  await desk.take('install', consumer, { words: { package: name } });
  await desk.terminal.type(consumer, requireIt(name, tool));
  return consumer;
}

/** And what is checked in then, on a machine that has nothing but the secret. */
function trialOf(tool: PackageTool): Trial {
  const { lockFile, install = '' } = tool;
  return async (desk, { name, token }) => {
    const consumer = await publishAndInstall(desk, name, tool);
    const machine = await desk.onBuildMachine(token);
    const checkout = await machine.folder('checkout', {
      'package.json': await readFile(join(consumer, 'package.json')),
      [lockFile]: await readFile(join(consumer, lockFile)),
    });
    await machine.take('ci', checkout);
    await machine.terminal.type(checkout, `${install}\n${requireIt(name, tool)}`);
  };
}

export const javascriptTrials: Readonly<Record<string, Trial>> = {
  npm: trialOf({ lockFile: 'package-lock.json' }),
  pnpm: trialOf({ lockFile: 'pnpm-lock.yaml' }),
  yarn: trialOf({
    lockFile: 'yarn.lock',
    // Without one it looks for a project further up.
    files: { 'yarn.lock': '' },
    runner: 'yarn ',
    install: 'yarn install --immutable',
  }),
  bun: trialOf({ lockFile: 'bun.lock' }),
};
