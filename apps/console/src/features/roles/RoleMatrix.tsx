'use client';

import { Fragment, useState } from 'react';
import type { RolePartsFragment, RolesQuery } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Panel } from '#ui/Panel.tsx';
import { RoleChangeBar } from './RoleChangeBar.tsx';
import { RoleDeleteButton } from './RoleDeleteButton.tsx';
import styles from './RoleMatrix.module.css';
import { changeOf, type RoleDrafts, toggled } from './role-drafts.ts';

type Action = RolesQuery['actions'][number];

export interface RoleMatrixProps {
  readonly roles: readonly RolePartsFragment[];
  readonly actions: readonly Action[];
  readonly disabledReason: string | undefined;
}

const nounOf = ({ action }: Action): string => action.split(':')[0] ?? action;

/**
 * Rows are actions, columns are roles. A cell is one big target; nothing is saved before it has
 * been read back.
 */
export function RoleMatrix({ roles, actions, disabledReason }: RoleMatrixProps) {
  const [drafts, setDrafts] = useState<RoleDrafts>({});
  const actionsOf = (role: RolePartsFragment) => drafts[role.id] ?? role.actions;
  const toggle = (role: RolePartsFragment, action: string): void =>
    setDrafts((before) => ({ ...before, [role.id]: toggled(actionsOf(role), action) }));
  const forget = (id: string): void => setDrafts(({ [id]: _forgotten, ...rest }) => rest);
  const changed = roles.filter((role) => {
    const { added, removed } = changeOf(role.actions, drafts[role.id]);
    return added.length + removed.length > 0;
  });
  return (
    <>
      {changed.map((role) => (
        <RoleChangeBar
          key={role.id}
          role={role}
          actions={actionsOf(role)}
          onDone={() => forget(role.id)}
        />
      ))}
      <Panel padding="flush" title={t('role.matrix')}>
        <div className={styles.scroll} role="region" aria-label={t('role.matrix')} tabIndex={0}>
          <table className={styles.matrix} aria-label={t('role.matrix')}>
            <RoleHead roles={roles} disabledReason={disabledReason} />
            <tbody>
              {actions.map((action, index) => (
                <Fragment key={action.action}>
                  {index === 0 || nounOf(action) !== nounOf(actions[index - 1] ?? action) ? (
                    <tr>
                      <th className={styles.noun} colSpan={roles.length + 1} scope="colgroup">
                        {nounOf(action)}
                      </th>
                    </tr>
                  ) : null}
                  <tr>
                    <th scope="row" className={styles.action}>
                      <code>{action.action}</code>
                      <span>{action.description}</span>
                    </th>
                    {roles.map((role) => (
                      <RoleCell
                        key={role.id}
                        role={role}
                        action={action.action}
                        isOn={actionsOf(role).includes(action.action)}
                        isEditable={!role.isBuiltIn && disabledReason === undefined}
                        onToggle={() => toggle(role, action.action)}
                      />
                    ))}
                  </tr>
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  );
}

function RoleHead({ roles, disabledReason }: Omit<RoleMatrixProps, 'actions'>) {
  return (
    <thead>
      <tr>
        <th scope="col">{t('role.action')}</th>
        {roles.map((role) => (
          <th key={role.id} scope="col" className={styles.role}>
            <span className={styles.roleName}>{role.name}</span>
            <span className={styles.roleKind}>
              {t(role.isBuiltIn ? 'role.built-in' : 'role.custom')}
            </span>
            {role.isBuiltIn ? null : (
              <RoleDeleteButton role={role} disabledReason={disabledReason} />
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RoleCellProps {
  readonly role: RolePartsFragment;
  readonly action: string;
  readonly isOn: boolean;
  readonly isEditable: boolean;
  readonly onToggle: () => void;
}

function RoleCell({ role, action, isOn, isEditable, onToggle }: RoleCellProps) {
  return (
    <td className={styles.cell}>
      <label className={styles.target} data-editable={isEditable}>
        <input
          type="checkbox"
          checked={isOn}
          disabled={!isEditable}
          onChange={onToggle}
          aria-label={t('role.allows', { role: role.name, action })}
        />
      </label>
    </td>
  );
}
