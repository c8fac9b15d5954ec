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

type Command = readonly string[];

/** What a person types to get it with each format's usual client: commands, word by word. */
const writers: Readonly<Record<Format, (wanted: Words) => Command | readonly Command[]>> = {
  NPM: ({ url, ...wanted }) => ['npm', 'install', pinned(wanted, '@'), `--registry=${url}`],
  RAW: ({ url, name }) => [...'curl -f -L -O'.split(' '), `${url}${encodeURI(name)}`],
  // By the name of the server in its settings, which has the credentials. It takes no name alone.
  MAVEN: ({ url, name, version = 'RELEASE' }) => [
    ...['mvn', 'dependency:get', `-DremoteRepositories=bonded::default::${url}`],
    `-Dartifact=${name}:${version}`,
  ],
  OCI: ({ url, ...wanted }) => ['docker', 'pull', `${url}/${imageOf(wanted)}`],
  NUGET: ({ url, name, version }) => [
    ...['dotnet', 'add', 'package', name, '--source', url],
    ...(version === undefined ? [] : ['--version', version]),
  ],
  PYPI: ({ url, ...wanted }) => ['pip', 'install', pinned(wanted, '=='), '--index-url', url],
  // The public checksum database knows no private module.
  GO: ({ url, ...wanted }) => [
    ...[`GOPROXY=${url}`, `GONOSUMDB=${wanted.name}`, 'go', 'get', pinned(wanted, '@')],
  ],
  // Composer reads repositories from composer.json alone.
  COMPOSER: ({ url, ...wanted }) => [
    ['composer', 'config', 'repositories.bonded', 'composer', url],
    ['composer', 'require', pinned(wanted, ':')],
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

/** A version of an image is a digest; what people call a version is its tag. */
function imageOf(wanted: Omit<Words, 'url'>): string {
  return pinned(wanted, wanted.version?.startsWith('sha256:') === true ? '@' : ':');
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
  const written = writers[repository.format]({ url, name, version });
  const commands = written.every((word) => typeof word === 'string') ? [written] : written;
  return commands.map((command) => command.map(quoted).join(' ')).join(' && ');
}
