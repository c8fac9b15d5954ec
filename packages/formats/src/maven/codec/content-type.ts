import { lookup } from 'mrmime';

const types: ReadonlyMap<string, string> = new Map([
  ['pom', 'text/xml'],
  ['xml', 'text/xml'],
  ['jar', 'application/java-archive'],
  ['war', 'application/java-archive'],
  ['ear', 'application/java-archive'],
  ['aar', 'application/java-archive'],
  ['module', 'application/vnd.org.gradle.module+json'],
  ['asc', 'text/plain'],
]);

/** By the extension alone: clients of Maven say nothing of what they send. */
export function contentTypeOf(extension: string): string {
  const last = extension.slice(extension.lastIndexOf('.') + 1);
  return types.get(last) ?? lookup(last) ?? 'application/octet-stream';
}
