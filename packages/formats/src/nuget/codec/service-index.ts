/** Where the list of what is known against packages begins. */
const vulnerabilitiesPath = 'vulnerabilities/index.json';

/** Every name under which some client looks for a resource, and where it lies below the index. */
const resources: readonly (readonly [path: string, types: readonly string[]])[] = [
  ['flatcontainer/', ['PackageBaseAddress/3.0.0']],
  [
    'registration/',
    [
      'RegistrationsBaseUrl',
      'RegistrationsBaseUrl/3.0.0-beta',
      'RegistrationsBaseUrl/3.0.0-rc',
      'RegistrationsBaseUrl/3.4.0',
      'RegistrationsBaseUrl/3.6.0',
      'RegistrationsBaseUrl/Versioned',
    ],
  ],
  [
    'query',
    [
      'SearchQueryService',
      'SearchQueryService/3.0.0-beta',
      'SearchQueryService/3.0.0-rc',
      'SearchQueryService/3.4.0',
      'SearchQueryService/3.5.0',
      'SearchQueryService/Versioned',
    ],
  ],
  [
    'autocomplete',
    [
      'SearchAutocompleteService',
      'SearchAutocompleteService/3.0.0-beta',
      'SearchAutocompleteService/3.0.0-rc',
      'SearchAutocompleteService/3.5.0',
    ],
  ],
  ['package', ['PackagePublish/2.0.0']],
  ['symbolpackage', ['SymbolPackagePublish/4.9.0']],
  ['flatcontainer/{lower_id}/{lower_version}/readme', ['ReadmeUriTemplate/6.13.0']],
];

/** Announced once there are advisories: without them an empty list would be a false comfort. */
const vulnerabilities = [vulnerabilitiesPath, ['VulnerabilityInfo/6.7.0']] as const;

/**
 * The document that a source points to. Everything lies below its own folder, so that clients send
 * their credentials at once. Repository signatures are not announced: there are none.
 */
export function serviceIndex(
  folderUrl: string,
  { knowsVulnerabilities }: { readonly knowsVulnerabilities: boolean },
): string {
  const served = knowsVulnerabilities ? [...resources, vulnerabilities] : resources;
  return JSON.stringify({
    version: '3.0.0',
    resources: served.flatMap(([path, types]) =>
      types.map((type) => ({ '@id': `${folderUrl}/${path}`, '@type': type })),
    ),
  });
}
