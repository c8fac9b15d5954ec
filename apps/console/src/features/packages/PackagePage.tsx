'use client';

import { versionColumnsOf } from '#features/artifacts/artifact-columns.tsx';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { TerminalBlock } from '#features/reading/CopyText.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { formatName } from '#features/repositories/repository-words.ts';
import { type Format, PackageDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { type PackageKey, paths } from '#lib/paths.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { PackageDetails } from './package-details.ts';
import { TagPanel } from './TagPanel.tsx';

/** Formats whose clients can ask for a version by a name that moves. */
const taggedFormats: ReadonlySet<Format> = new Set(['NPM', 'OCI']);

const hasTags = ({ tags, repository }: PackageDetails): boolean =>
  tags.length > 0 || taggedFormats.has(repository.format);

/** The names of each version, by its id. */
function tagsOf({ tags }: PackageDetails): (artifactId: string) => readonly string[] {
  return (id) => tags.filter(({ artifact }) => artifact.id === id).map(({ name }) => name);
}

/** One package: how to get it, its tags, all its versions. */
export function PackagePage({ at }: { readonly at: PackageKey }) {
  const address = useAddress();
  const variables = { ...at, ...pageArguments(address) };
  const reading = useReading(PackageDocument, variables, { types: ['Tag', 'Artifact'] });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.package}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('package.caption') })} />}
    >
      {(details) => (
        <>
          <PageHeader
            caption={
              <>
                <TextLink href={paths.repository(at)} look="quiet">
                  {`${at.project}/${at.repository}`}
                </TextLink>
                <span>{t('package.caption')}</span>
              </>
            }
            title={
              <>
                <span>{details.name}</span>
                <Stamp tone="noted" label={formatName(details.repository.format)} />
              </>
            }
            description={details.description}
          />
          <Stack>
            <Panel title={t('package.install')} aside={t('paste.terminal')}>
              <TerminalBlock text={details.installCommand} what={t('package.install')} />
            </Panel>
            {hasTags(details) ? <TagPanel details={details} /> : null}
            <Panel
              title={t('package.versions')}
              aside={details.artifacts.totalCount}
              padding="flush"
            >
              {details.artifacts.nodes.length === 0 ? (
                <EmptyState title={t('package.none')} />
              ) : (
                <DataTable
                  label={t('package.versions')}
                  columns={versionColumnsOf(hasTags(details) ? tagsOf(details) : null)}
                  rows={details.artifacts.nodes}
                  rowKey={({ id }) => id}
                />
              )}
              <ConnectionPager page={details.artifacts} address={address} />
            </Panel>
          </Stack>
        </>
      )}
    </ReadingView>
  );
}
