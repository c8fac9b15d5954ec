import type { Tx } from '@bonded/database';
import { assert, newId } from '@bonded/kernel';
import { packageNameTaken } from './errors.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/**
 * Finds or makes the package and locks its row, so that publishers of one package take turns.
 * Errors: PACKAGE_NAME_TAKEN where another spelling of the name was there first.
 */
export async function lockPackage(
  tx: Tx,
  { name, nameKey, repository }: Pick<PublishArtifactInput, 'name' | 'nameKey' | 'repository'>,
): Promise<string> {
  const rows =
    nameKey === undefined
      ? await tx.$queryRaw<Row[]>`
          INSERT INTO packages (id, repository_id, name, updated_at)
          VALUES (${newId()}::uuid, ${repository.id}::uuid, ${name}, now())
          ON CONFLICT (repository_id, name) DO UPDATE SET name = packages.name
          RETURNING id, name`
      : await tx.$queryRaw<Row[]>`
          INSERT INTO packages (id, repository_id, name, name_key, updated_at)
          VALUES (${newId()}::uuid, ${repository.id}::uuid, ${name}, ${nameKey}, now())
          ON CONFLICT (repository_id, name_key) DO UPDATE SET name = packages.name
          RETURNING id, name`;
  const [row] = rows;
  assert(row !== undefined, 'an upsert returns its row');
  if (row.name === name) return row.id;
  throw packageNameTaken(`${name} is called ${row.name} here: both count as one name.`);
}
