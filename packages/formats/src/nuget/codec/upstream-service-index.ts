import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { z } from 'zod';
import { parseUpstream } from './upstream-json.ts';

const serviceIndex = z.object({
  resources: z.array(
    z.object({ '@id': z.string(), '@type': z.union([z.string(), z.array(z.string())]) }),
  ),
});

/** With all versions first: the older two leave out those of SemVer 2. */
const registrationTypes = [
  'RegistrationsBaseUrl/3.6.0',
  'RegistrationsBaseUrl/Versioned',
  'RegistrationsBaseUrl/3.4.0',
  'RegistrationsBaseUrl/3.0.0-rc',
  'RegistrationsBaseUrl/3.0.0-beta',
  'RegistrationsBaseUrl',
];

/** Where the two things are that a package is read from. Both end with a slash. */
export interface UpstreamResources {
  readonly registrations: string;
  readonly packageBase: string;
}

/** @throws AppError `UPSTREAM_DOCUMENT_INVALID` */
export function readUpstreamResources(document: UpstreamDocument): UpstreamResources {
  const { resources } = parseUpstream(document, serviceIndex);
  const find = (types: readonly string[]) => {
    const [first] = types.flatMap((type) =>
      resources.filter((each) => [each['@type']].flat().includes(type)),
    );
    if (first === undefined || !URL.canParse(first['@id'], document.url.href)) {
      throw upstreamDocumentInvalid(`Upstream's service index has no ${types[0]}.`);
    }
    const { href } = new URL(first['@id'], document.url);
    return href.endsWith('/') ? href : `${href}/`;
  };
  return {
    registrations: find(registrationTypes),
    packageBase: find(['PackageBaseAddress/3.0.0']),
  };
}
