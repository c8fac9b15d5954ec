'use client';

import { When } from '#features/reading/When.tsx';
import type { BindingPartsFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { TextLink } from '#ui/TextLink.tsx';

function Place({ project, repository }: BindingPartsFragment) {
  if (!project) return t('scope.GLOBAL');
  if (!repository) {
    return <TextLink href={paths.project(project.slug, 'members')}>{project.slug}</TextLink>;
  }
  const at = { project: project.slug, repository: repository.slug };
  const label = `${at.project}/${at.repository}`;
  return <TextLink href={paths.repository(at, 'members')}>{label}</TextLink>;
}

const columns: readonly Column<BindingPartsFragment>[] = [
  { key: 'role', title: t('role.caption'), render: ({ role }) => <strong>{role.name}</strong> },
  { key: 'place', title: t('binding.scope'), render: (binding) => <Place {...binding} /> },
  {
    key: 'since',
    title: t('binding.since'),
    isSecondary: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
];

/** Which roles one person has, and where. */
export function UserBindings(props: { readonly bindings: readonly BindingPartsFragment[] }) {
  if (props.bindings.length === 0) return <EmptyState title={t('user.bindings.empty')} />;
  return (
    <DataTable
      label={t('user.bindings')}
      columns={columns}
      rows={props.bindings}
      rowKey={({ id }) => id}
    />
  );
}
