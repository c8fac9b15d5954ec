'use client';

import { GrowingList } from '#features/reading/GrowingList.tsx';
import { RowRemoval } from '#features/reading/RowRemoval.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import { type BindingPartsFragment, DeleteBindingDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
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
  const disabledReason = reasonWithout(viewerCan, 'binding:update');
  return (
    <GrowingList
      title={t('binding.title')}
      addLabel={t('binding.create')}
      disabledReason={disabledReason}
      reading={reading}
      subject={(data) => data.bindings}
      columns={columnsOf(disabledReason)}
      address={address}
      empty={{ title: t('binding.empty.title'), hint: t('binding.empty.hint') }}
    >
      {(onClose) => <BindingCreateDialog scope={scope} onClose={onClose} />}
    </GrowingList>
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
      render: ({ id }) => (
        <RowRemoval
          document={DeleteBindingDocument}
          id={id}
          label={t('binding.delete')}
          said={t('binding.deleted')}
          disabledReason={disabledReason}
        />
      ),
    },
  ];
}
