'use client';

import { useState } from 'react';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { useSaidAct } from '#features/reading/use-said-act.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { type BindingPartsFragment, DeleteBindingDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { BindingCreateDialog } from './BindingCreateDialog.tsx';
import type { BindingScope } from './binding-scope.ts';
import { useBindings } from './use-bindings.ts';

export interface BindingListProps {
  readonly scope: BindingScope;
  readonly viewerCan: readonly string[];
}

/** Who has which role here, with roles given and taken in place. */
export function BindingList({ scope, viewerCan }: BindingListProps) {
  const address = useAddress();
  const reading = useBindings(scope, pageArguments(address));
  const [isAdding, setIsAdding] = useState(false);
  const disabledReason = reasonWithout(viewerCan, 'binding:update');
  const add = (
    <ActionButton
      variant="contained"
      size="small"
      onClick={() => setIsAdding(true)}
      disabledReason={disabledReason}
    >
      {t('binding.create')}
    </ActionButton>
  );
  return (
    <Panel title={t('binding.title')} padding="flush" actions={add}>
      <PagedTable
        reading={reading}
        subject={(data) => data.bindings}
        label={t('binding.title')}
        columns={columnsOf(disabledReason)}
        address={address}
        empty={
          <EmptyState
            title={t('binding.empty.title')}
            hint={t('binding.empty.hint')}
            action={add}
          />
        }
      />
      {isAdding ? <BindingCreateDialog scope={scope} onClose={() => setIsAdding(false)} /> : null}
    </Panel>
  );
}

function columnsOf(disabledReason: string | undefined): readonly Column<BindingPartsFragment>[] {
  return [
    {
      key: 'user',
      title: t('user.caption'),
      render: ({ user }) => (
        <TextLink href={paths.user(user.id)} look="strong">
          {user.displayName || user.username}
        </TextLink>
      ),
    },
    { key: 'role', title: t('role.caption'), render: ({ role }) => role.name },
    {
      key: 'scope',
      title: t('binding.scope'),
      isSecondary: true,
      render: ({ scopeKind }) => t(`scope.${scopeKind}`),
    },
    {
      key: 'at',
      title: t('binding.since'),
      isSecondary: true,
      render: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      key: 'remove',
      title: t('field.actions'),
      isTitleHidden: true,
      align: 'right',
      render: (binding) => <RemoveBinding binding={binding} disabledReason={disabledReason} />,
    },
  ];
}

interface RemoveBindingProps {
  readonly binding: BindingPartsFragment;
  readonly disabledReason: string | undefined;
}

function RemoveBinding({ binding, disabledReason }: RemoveBindingProps) {
  const { act, isRunning } = useSaidAct(DeleteBindingDocument);
  return (
    <ActionButton
      size="small"
      color="error"
      isRunning={isRunning}
      disabledReason={disabledReason}
      onClick={() => void act({ input: { id: binding.id } }, t('binding.deleted'))}
    >
      {t('binding.delete')}
    </ActionButton>
  );
}
