import type { Trial } from './trial.ts';

const content = 'what a build made\n';

const curl: Trial = async (desk, { token }) => {
  const source = await desk.folder('source', { 'build.zip': content });
  await desk.take('configure', source);
  await desk.take('publish', source);
  const consumer = await desk.folder('consumer');
  await desk.take('install', consumer);
  await desk.terminal.type(consumer, 'cmp build.zip ../source/build.zip');
  const machine = await desk.onBuildMachine(token);
  await machine.take('ci', await machine.folder('checkout', { 'build.zip': content }));
};

/** The page ends with the file: running it is left to its reader. */
const tus: Trial = async (desk, { name, colleague }) => {
  const source = await desk.folder('source', { 'package.json': '{}', 'build.zip': name });
  await desk.take('configure', source);
  await desk.take('publish', source);
  await desk.terminal.type(source, 'node upload.mjs');
  const reader = await colleague('bonded');
  const elsewhere = await reader.folder('elsewhere');
  await reader.take('configure', elsewhere);
  await reader.take('install', elsewhere);
  await reader.terminal.type(elsewhere, `cmp build.zip ${source}/build.zip`);
};

export const fileTrials: Readonly<Record<string, Trial>> = { curl, bonded: curl, tus };
