import { When } from '#features/reading/When.tsx';
import type { ArrivalPartsFragment, NameOriginRowFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { Stamp, type StampTone } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { actOn, type NameAct } from './name-act.ts';

type Row = NameOriginRowFragment;

const tones: Readonly<Record<Row['standing'], StampTone>> = {
  OURS: 'cleared',
  COLLISION: 'refused',
  SHARED: 'held',
  OUTSIDE: 'neutral',
};

export interface NameColumnsOptions {
  /** The proxy. */
  readonly at: RepositoryKey;
  readonly deniedReason: string | undefined;
  readonly onAct: (act: NameAct) => void;
}

export function nameColumns({ at, deniedReason, onAct }: NameColumnsOptions): Column<Row>[] {
  return [
    {
      key: 'name',
      title: t('field.name'),
      breaksAnywhere: true,
      render: (row) => <NameCell at={at} row={row} />,
    },
    {
      key: 'standing',
      title: t('names.standing'),
      render: ({ standing }) => (
        <Stamp tone={tones[standing]} label={t(`names.standing.${standing}`)} />
      ),
    },
    {
      key: 'ours',
      title: t('names.ours'),
      isSecondary: true,
      render: ({ ours }) => <Arrival arrival={ours} />,
    },
    {
      key: 'fetched',
      title: t('names.fetched'),
      isSecondary: true,
      render: ({ fetched }) => <Arrival arrival={fetched} />,
    },
    {
      key: 'act',
      title: t('field.actions'),
      isTitleHidden: true,
      align: 'right',
      render: (row) => {
        const act = actOn(row);
        return act === null ? null : (
          <ActionButton
            size="small"
            aria-label={t(`names.${act.kind}.title`, { name: act.name })}
            disabledReason={deniedReason}
            onClick={() => onAct(act)}
          >
            {t(`names.${act.kind}`)}
          </ActionButton>
        );
      },
    },
  ];
}

/** Leads to the package of whoever has it: of the first that published it, else of the proxy. */
function NameCell({ at, row }: { readonly at: RepositoryKey; readonly row: Row }) {
  const { name, owners, fetched } = row;
  const [project, repository] = owners[0]?.split('/') ?? [];
  const home = project && repository ? { project, repository } : at;
  const isSomewhere = home !== at || fetched !== null;
  return (
    <>
      {isSomewhere ? (
        <TextLink href={paths.package({ ...home, name })} look="strong">
          {name}
        </TextLink>
      ) : (
        <strong>{name}</strong>
      )}
      <div style={{ color: 'var(--mui-palette-text-secondary)' }}>{reasonOf(row)}</div>
    </>
  );
}

function reasonOf({ standing, pattern, owners, hasUnseenOwner }: Row): string {
  const reasons = [
    ...(pattern === null
      ? []
      : [t(standing === 'SHARED' ? 'names.by-share' : 'names.by-claim', { pattern })]),
    ...(owners.length === 0 ? [] : [t('names.in', { owners: owners.join(', ') })]),
    ...(hasUnseenOwner ? [t('names.in-unseen')] : []),
  ];
  return reasons.length === 0 ? t('names.in-none') : reasons.join(' ');
}

function Arrival({ arrival }: { readonly arrival: ArrivalPartsFragment | null }) {
  if (arrival === null) return t('field.none');
  const { at, version, publishedBy } = arrival;
  const how = [version, publishedBy && t('names.by', { user: publishedBy })].filter(Boolean);
  return (
    <>
      <When at={at} />
      <div style={{ color: 'var(--mui-palette-text-secondary)' }}>{how.join(' ')}</div>
    </>
  );
}
