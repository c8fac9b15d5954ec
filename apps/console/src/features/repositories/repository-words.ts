import type { Format, RepositoryKind } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

const names: Readonly<Record<Format, string>> = {
  NPM: 'npm',
  RAW: 'raw',
  MAVEN: 'Maven',
  OCI: 'OCI',
  NUGET: 'NuGet',
  PYPI: 'PyPI',
  GO: 'Go',
  COMPOSER: 'Composer',
  HELM: 'Helm',
  CARGO: 'Cargo',
};

// The record above has one line a format, in the order in which they are offered.
export const formats = Object.keys(names) as readonly Format[];

/** A format as its own people write it. */
export const formatName = (format: Format): string => names[format];

export const kindName = (kind: RepositoryKind): string => t(`repository.kind.${kind}`);
