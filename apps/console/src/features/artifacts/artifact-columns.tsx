'use client';

import { When } from '#features/reading/When.tsx';
import type { ArtifactRowFragment } from '#generated/graphql.ts';
import { formatBytes, shortVersion } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { keyOf } from './artifact-key.ts';
import { ScanCell } from './ScanCell.tsx';
import { StateStamp, YankedStamp } from './StateStamp.tsx';

type ArtifactColumn = Column<ArtifactRowFragment>;

const name: ArtifactColumn = {
  key: 'name',
  title: t('artifact.name'),
  breaksAnywhere: true,
  render: (artifact) => (
    <TextLink href={paths.artifact(keyOf(artifact))} look="strong">
      {artifact.package.name}
    </TextLink>
  ),
};

const version: ArtifactColumn = {
  key: 'version',
  title: t('artifact.version'),
  render: (artifact) => (
    <TextLink href={paths.artifact(keyOf(artifact))} look="strong">
      <code title={artifact.version}>{shortVersion(artifact.version)}</code>
    </TextLink>
  ),
};

const state: ArtifactColumn = {
  key: 'state',
  title: t('artifact.state'),
  render: ({ state: stamped, yankedAt }) => (
    <>
      <StateStamp state={stamped} />
      {yankedAt === null ? null : <YankedStamp />}
    </>
  ),
};

const place: ArtifactColumn = {
  key: 'place',
  title: t('artifact.place'),
  isSecondary: true,
  render: (artifact) => {
    const at = keyOf(artifact);
    return (
      <TextLink href={paths.repository(at)} look="quiet">
        {`${at.project}/${at.repository}`}
      </TextLink>
    );
  },
};

const findings: ArtifactColumn = {
  key: 'findings',
  title: t('artifact.findings'),
  isSecondary: true,
  render: (artifact) => <ScanCell {...artifact} />,
};

const size: ArtifactColumn = {
  key: 'size',
  title: t('artifact.size'),
  align: 'right',
  isSecondary: true,
  render: ({ sizeBytes }) => formatBytes(sizeBytes),
};

const published: ArtifactColumn = {
  key: 'published',
  title: t('artifact.published'),
  isSecondary: true,
  render: ({ createdAt }) => <When at={createdAt} />,
};

/** The columns of a list that spans repositories. */
export const artifactColumns = [name, version, state, findings, place, size, published];

/** The columns of a list inside one repository. */
export const repositoryArtifactColumns = [name, version, state, findings, size, published];

type VersionColumn = Column<ArtifactRowFragment & { readonly installCommand: string }>;

const copy: VersionColumn = {
  key: 'copy',
  title: t('artifact.install'),
  isTitleHidden: true,
  align: 'right',
  render: (artifact) => (
    <CopyButton
      text={artifact.installCommand}
      label={t('artifact.install.copy', { version: shortVersion(artifact.version) })}
      doneLabel={t('action.copied')}
    />
  ),
};

/** The columns of one package's versions; `tagsOf`, where names lead to one, says which. */
export function versionColumnsOf(
  tagsOf: ((artifactId: string) => readonly string[]) | null,
): readonly VersionColumn[] {
  const rest = [state, findings, size, published, copy];
  if (tagsOf === null) return [version, ...rest];
  const tags: VersionColumn = {
    key: 'tags',
    title: t('package.tags'),
    render: ({ id }) => tagsOf(id).join(', '),
  };
  return [version, tags, ...rest];
}
