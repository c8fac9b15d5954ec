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
];

/**
 * The document that a source points to. Everything lies below its own folder, so that clients send
 * their credentials at once. Repository signatures are not announced: there are none.
 */
export function serviceIndex(folderUrl: string): string {
  return JSON.stringify({
    version: '3.0.0',
    resources: resources.flatMap(([path, types]) =>
      types.map((type) => ({ '@id': `${folderUrl}/${path}`, '@type': type })),
    ),
  });
}
