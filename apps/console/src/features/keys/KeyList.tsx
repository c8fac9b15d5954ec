'use client';

import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { When } from '#features/reading/When.tsx';
import { type KeyPartsFragment, RevokeApiKeyDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { keyStatus, keyTones } from './key-status.ts';

function scopeWords({ project, repository }: KeyPartsFragment): string {
  if (!project) return t('scope.GLOBAL');
  return repository ? `${project.slug}/${repository.slug}` : project.slug;
}

const columns: readonly Column<KeyPartsFragment>[] = [
  { key: 'name', title: t('field.name'), render: ({ name }) => <strong>{name}</strong> },
  {
    key: 'prefix',
    title: t('key.prefix'),
    isSecondary: true,
    render: ({ prefix }) => <code>{prefix}…</code>,
  },
  {
    key: 'status',
    title: t('key.status'),
    render: (key) => {
      const status = keyStatus(key, Date.now());
      return <Stamp tone={keyTones[status]} label={t(`key.status.${status}`)} />;
    },
  },
  { key: 'scope', title: t('binding.scope'), isSecondary: true, render: scopeWords },
  {
    key: 'owner',
    title: t('key.owner'),
    isSecondary: true,
    render: ({ owner }) => owner.displayName || owner.username,
  },
  {
    key: 'used',
    title: t('key.last-used'),
    isSecondary: true,
    render: ({ lastUsedAt, lastUsedIp }) => (
      <>
        <When at={lastUsedAt} /> {lastUsedIp}
      </>
    ),
  },
  { key: 'expires', title: t('key.expiry'), render: ({ expiresAt }) => <When at={expiresAt} /> },
  {
    key: 'revoke',
    title: t('field.actions'),
    isTitleHidden: true,
    align: 'right',
    render: (key) => (key.revokedAt ? null : <RevokeButton apiKey={key} />),
  },
];

export function KeyList({ keys }: { readonly keys: readonly KeyPartsFragment[] }) {
  return <DataTable label={t('key.label')} columns={columns} rows={keys} rowKey={({ id }) => id} />;
}

function RevokeButton({ apiKey }: { readonly apiKey: KeyPartsFragment }) {
  const [isOpen, setIsOpen] = useState(false);
  const { id, name } = apiKey;
  return (
    <>
      <ActionButton
        size="small"
        color="error"
        aria-label={t('key.revoke.title', { name })}
        onClick={() => setIsOpen(true)}
      >
        {t('key.revoke')}
      </ActionButton>
      {isOpen ? (
        <ActDialog
          document={RevokeApiKeyDocument}
          variables={{ input: { id } }}
          title={t('key.revoke.title', { name })}
          submitLabel={t('key.revoke')}
          isDestructive
          said={t('key.revoked', { name })}
          onClose={() => setIsOpen(false)}
        >
          {() => t('key.revoke.hint')}
        </ActDialog>
      ) : null}
    </>
  );
}
