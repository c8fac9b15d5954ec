/**
 * The first script of all: `npm start` and `npm test` land here, on any Node from 20 on, with
 * nothing installed. It installs, makes sure of our own Node, generates what is generated, and
 * hands over to the script of the command. Plain JavaScript, nothing imported but Node.
 *
 * The scripts in package.json say `exec "$npm_node_execpath"` for it: a shell in between, as `node`
 * alone would have it, dies of the signals that npm passes on, and leaves us running.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each command is run by. */
const scripts = {
  start: 'tools/start.ts',
  test: 'tools/test.ts',
  check: 'tools/check.ts',
  migration: 'tools/migration.ts',
  schema: 'tools/schema.ts',
  bench: 'bench/main.ts',
};
const commands = Object.keys(scripts);
const nodeMajorMin = 20;
/** What `npm start` counts in all; the last four are in `tools/start.ts`. */
const startStepCount = 6;
const startedAt = Date.now();
const shownLinesMax = 40;
const parentPollMs = 1_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dataDir = resolve(process.env.BONDED_DATA_DIR || './.bonded');
const logPath = join(dataDir, 'logs', 'bootstrap.log');
const stampDir = join(root, 'node_modules', '.bonded');
const ourNodeDir = join(root, 'node_modules', 'node', 'bin');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Printed without a stack: it says what to do. */
class Fault extends Error {}

async function main([command, ...args]) {
  if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) {
    throw new Fault(`Bonded needs Node ${nodeMajorMin} or newer, and this is ${process.version}.`);
  }
  if (!commands.includes(command)) {
    throw new Fault(`Usage: node tools/bootstrap.mjs ${commands.join(' | ')}`);
  }
  prepareLog();
  const stepCount = command === 'start' ? startStepCount : 2;
  await step(`[1/${stepCount}] Installing dependencies`, 'install', installInputs(), install);
  await step(
    `[2/${stepCount}] Generating the database client`,
    'generate',
    generateInputs(),
    generate,
  );
  return handOver(command, args);
}

function prepareLog() {
  try {
    mkdirSync(dirname(logPath), { recursive: true, mode: 0o700 });
    writeFileSync(logPath, '', { mode: 0o600 });
  } catch (cause) {
    throw new Fault(
      `The data directory ${dataDir} cannot be written: ${cause.message}. ` +
        'Set BONDED_DATA_DIR to another, or start as the user who owns it.',
    );
  }
}

/** Runs `act` unless it has been run for the same inputs before, and says how long it took. */
async function step(title, name, inputs, act) {
  const stampPath = join(stampDir, name);
  const stamp = fingerprint(inputs.files);
  const isFresh =
    inputs.results.every((path) => existsSync(path)) && readIfAny(stampPath) === stamp;
  const started = Date.now();
  process.stdout.write(`${title} … `);
  if (!isFresh) {
    await act();
    mkdirSync(stampDir, { recursive: true });
    writeFileSync(stampPath, stamp);
  }
  process.stdout.write(
    isFresh ? 'up to date\n' : `${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  );
}

function installInputs() {
  return {
    files: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) =>
      join(root, name),
    ),
    results: [join(root, 'node_modules', '.modules.yaml'), join(ourNodeDir, 'node')],
  };
}

async function install() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const pnpm = ['exec', '--yes', '--', manifest.packageManager];
  const quiet = [
    '--frozen-lockfile',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
  ];
  await run(npm, [...pnpm, 'install', ...quiet]);
  const wanted = `v${manifest.devDependencies.node}`;
  const found = (await run(join(ourNodeDir, 'node'), ['--version'])).trim();
  // An install script that was not allowed to run leaves the package without its program.
  if (found !== wanted) throw new Fault(`Node ${wanted} should be installed, but ${found} is.`);
}

function generateInputs() {
  return {
    files: [
      ...readdirSync(join(root, 'prisma'), { recursive: true })
        .filter((name) => name.endsWith('.prisma'))
        .map((name) => join(root, 'prisma', name)),
      join(root, 'pnpm-lock.yaml'),
    ],
    results: [
      join(root, 'packages/database/src/generated/client.ts'),
      join(root, 'apps/gateway/src/graphql/generated/pothos-types.ts'),
    ],
  };
}

async function generate() {
  const prisma = join(root, 'packages/database/node_modules/prisma/build/index.js');
  const schema = join(root, 'prisma');
  await run(join(ourNodeDir, 'node'), [prisma, 'generate', `--schema=${schema}`, '--no-hints'], {
    // Generating needs no engine, but looks for one, and would download it.
    PRISMA_SCHEMA_ENGINE_BINARY: join(ourNodeDir, 'node'),
    CHECKPOINT_DISABLE: '1',
    PATH: withPath(join(root, 'apps/gateway/node_modules/.bin'), ourNodeDir),
  });
}

/** Runs a program, its output in the log; on failure the end of it is shown. */
function run(command, args, env = {}) {
  return new Promise((succeed, fail) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk) => {
      output += chunk;
      appendFileSync(logPath, chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (cause) =>
      fail(new Fault(`${command} could not be run: ${cause.message}`)),
    );
    child.once('close', (code) => {
      if (code === 0) return succeed(output);
      const tail = output.trimEnd().split('\n').slice(-shownLinesMax).join('\n');
      fail(new Fault(`failed.\n\n${tail}\n\nAll of the output is in ${logPath}`));
    });
  });
}

/** Becomes, as nearly as one process can become another, the wanted program on our own Node. */
function handOver(command, args) {
  const script = join(root, scripts[command]);
  const child = spawn(join(ourNodeDir, 'node'), [script, ...args], {
    env: {
      ...process.env,
      PATH: withPath(ourNodeDir, join(root, 'node_modules/.bin')),
      BONDED_STARTED_AT: String(startedAt),
    },
    stdio: 'inherit',
  });
  // Ours to pass on, not to die of: the child decides when it has finished.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  // An npm that is killed outright passes nothing on; its absence is what tells us.
  const parent = process.ppid;
  const isOrphan = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
  setInterval(() => isOrphan() && child.kill('SIGTERM'), parentPollMs).unref();
  return new Promise((succeed, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => succeed(signal === null ? code : 1));
  });
}

function withPath(...directories) {
  return [...directories, process.env.PATH].join(delimiter);
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  for (const path of paths.toSorted()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function readIfAny(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Fault ? error.message : error);
  process.exitCode = 1;
}
