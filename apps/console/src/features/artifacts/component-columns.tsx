import type { ComponentRowFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import styles from './ArtifactComponents.module.css';
import { severityTones } from './artifact-words.ts';
import { packageOf } from './package-of.ts';

/** A part of an artifact: which it is, in which version, and what is known against it. */
export const componentColumns: readonly Column<ComponentRowFragment>[] = [
  {
    key: 'name',
    title: t('field.name'),
    breaksAnywhere: true,
    render: ({ name, purl }) => (
      <TextLink href={paths.search(packageOf(purl))} look="strong">
        {name}
      </TextLink>
    ),
  },
  {
    key: 'version',
    title: t('artifact.version'),
    render: ({ version, versionIsExact }) => (
      <>
        <code>{version}</code> {versionIsExact ? '' : t('components.range')}
      </>
    ),
  },
  {
    key: 'found',
    title: t('components.found'),
    render: ({ found }) =>
      found ? (
        <FoundCell found={found} />
      ) : (
        <span className={styles.quiet}>{t('components.found.none')}</span>
      ),
  },
  {
    key: 'ecosystem',
    title: t('components.ecosystem'),
    isSecondary: true,
    render: ({ ecosystem }) => ecosystem,
  },
  {
    key: 'licence',
    title: t('artifact.licence'),
    isSecondary: true,
    render: ({ licence }) => licence ?? '',
  },
];

type FoundCellProps = { readonly found: NonNullable<ComponentRowFragment['found']> };

/** The worst of it with the advisories that say so, and how many more there are. */
function FoundCell({ found }: FoundCellProps) {
  const { count, isMalicious, worstSeverity, advisoryIds } = found;
  const more = count - advisoryIds.length;
  return (
    <Stack direction="row" gap={6}>
      <Stamp
        tone={isMalicious ? 'refused' : severityTones[worstSeverity]}
        label={isMalicious ? t('finding.MALWARE') : t(`severity.${worstSeverity}`)}
      />
      {advisoryIds.map((id) => (
        <TextLink key={id} href={paths.advisory(id)}>
          {id}
        </TextLink>
      ))}
      {more > 0 ? (
        <span className={styles.quiet}>{t('components.found.more', { count: more })}</span>
      ) : null}
    </Stack>
  );
}
