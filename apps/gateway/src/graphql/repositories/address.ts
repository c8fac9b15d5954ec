import type { Addresses } from '@bonded/core/ports';
import type { Format } from '@bonded/database';

export interface RepositoryAddress {
  readonly format: Format;
  readonly slug: string;
  readonly project: { readonly slug: string };
}

/** What a client of the format is pointed at. */
export function urlOfRepository(
  addresses: Pick<Addresses, 'publicUrl'>,
  repository: RepositoryAddress,
): string {
  const path = `${repository.project.slug}/${repository.slug}`;
  switch (repository.format) {
    case 'OCI':
      return `${new URL(addresses.publicUrl).host}/${path}`;
    case 'PYPI':
      return `${addresses.publicUrl}/pypi/${path}/simple/`;
    case 'NUGET':
      return `${addresses.publicUrl}/nuget/${path}/v3/index.json`;
    case 'GO':
      return `${addresses.publicUrl}/go/${path}`;
    default:
      return `${addresses.publicUrl}/${repository.format.toLowerCase()}/${path}/`;
  }
}
