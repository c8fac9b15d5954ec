import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const codegenMsMax = 120_000;

/** Writes the console's typed operations from the committed schema: types rest on them. */
export async function generateConsoleOperations(root: string): Promise<void> {
  const console = join(root, 'apps/console');
  const codegen = join(console, 'node_modules/@graphql-codegen/cli/esm/bin.js');
  await promisify(execFile)(process.execPath, [codegen, '--config', 'codegen.ts'], {
    cwd: console,
    timeout: codegenMsMax,
  });
}
