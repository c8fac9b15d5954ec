import manifest from '#generated/persisted-documents.json' with { type: 'json' };

const operations = new Map<string, string>(Object.entries(manifest));

/**
 * The operation behind a hash, or undefined: nothing but these ever reaches the gateway from a
 * browser.
 */
export function operationText(hash: string): string | undefined {
  return operations.get(hash);
}
