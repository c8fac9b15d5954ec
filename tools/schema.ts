/**
 * The GraphQL schema as a file, so that a change of the contract shows up in review:
 *   node tools/schema.ts check     fails when apps/gateway/schema.graphql differs from the code
 *   node tools/schema.ts write     writes it
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const gateway = resolve(import.meta.dirname, '../apps/gateway');
const schemaPath = join(gateway, 'schema.graphql');
const printTimeoutMs = 60_000;
const schemaBytesMax = 8 * 1024 * 1024;

/** The gateway prints the schema that it would serve; nothing else knows how to build it. */
async function printSchema(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(gateway, 'src/graphql/print-schema.ts')],
    { timeout: printTimeoutMs, maxBuffer: schemaBytesMax },
  );
  return stdout;
}

/** The first line in which two texts differ, from 1; null when they are the same. */
function firstDifference(a: string, b: string): number | null {
  if (a === b) return null;
  const [left, right] = [a.split('\n'), b.split('\n')];
  const index = left.findIndex((line, at) => line !== right[at]);
  return (index === -1 ? left.length : index) + 1;
}

const [command] = process.argv.slice(2);
const printed = await printSchema();
if (command === 'write') {
  await writeFile(schemaPath, printed);
  console.log('Wrote apps/gateway/schema.graphql.');
} else {
  const committed = await readFile(schemaPath, 'utf8').catch(() => '');
  const line = firstDifference(printed, committed);
  if (line !== null) {
    console.error(`apps/gateway/schema.graphql:${line}: differs from the code.`);
    console.error('Read the change, then: node tools/schema.ts write');
    process.exitCode = 1;
  }
}
