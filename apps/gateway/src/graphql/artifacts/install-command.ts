import type { Addresses } from '@bonded/core/ports';
import type { Format } from '@bonded/database';
import { type RepositoryAddress, urlOfRepository } from '../repositories/address.ts';

export interface Installable {
  readonly repository: RepositoryAddress;
  readonly name: string;
  /** None: the newest. */
  readonly version?: string;
}

interface Words {
  readonly url: string;
  readonly name: string;
  readonly version: string | undefined;
}

/** What a person types to get it, one line for each format's usual client, word by word. */
const writers: Readonly<Record<Format, (wanted: Words) => readonly string[]>> = {
  NPM: ({ url, ...wanted }) => ['npm', 'install', pinned(wanted, '@'), `--registry=${url}`],
  RAW: ({ url, name }) => [...'curl -f -L -O'.split(' '), `${url}${encodeURI(name)}`],
  MAVEN: ({ url, ...wanted }) => [
    ...['mvn', 'dependency:get', `-DremoteRepositories=${url}`],
    `-Dartifact=${pinned(wanted, ':')}`,
  ],
  OCI: ({ url, ...wanted }) => ['docker', 'pull', `${url}/${pinned(wanted, ':')}`],
  NUGET: ({ url, name, version }) => [
    ...['dotnet', 'add', 'package', name, '--source', url],
    ...(version === undefined ? [] : ['--version', version]),
  ],
  PYPI: ({ url, ...wanted }) => ['pip', 'install', pinned(wanted, '=='), '--index-url', url],
  GO: ({ url, ...wanted }) => [`GOPROXY=${url}`, 'go', 'get', pinned(wanted, '@')],
  COMPOSER: ({ url, ...wanted }) => [
    ...['composer', 'require', pinned(wanted, ':'), `--repository=${url}packages.json`],
  ],
  HELM: ({ url, name, version }) => [
    ...['helm', 'install', name, name, '--repo', url],
    ...(version === undefined ? [] : ['--version', version]),
  ],
  CARGO: ({ url, ...wanted }) => [
    ...['cargo', 'add', pinned(wanted, '@'), '--registry', 'bonded'],
    ...['--config', `registries.bonded.index="sparse+${url}"`],
  ],
};

function pinned({ name, version }: Omit<Words, 'url'>, separator: string): string {
  return version === undefined ? name : `${name}${separator}${version}`;
}

/**
 * Names are their publishers' words: whoever copies the line must not run what one of them
 * says.
 */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

export function installCommandOf(
  addresses: Pick<Addresses, 'publicUrl'>,
  wanted: Installable,
): string {
  const { repository, name, version } = wanted;
  const url = urlOfRepository(addresses, repository);
  return writers[repository.format]({ url, name, version }).map(quoted).join(' ');
}
