'use client';

import TextField from '@mui/material/TextField';
import type { Format, RepositoryKind } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import { BeliefFields } from './BeliefFields.tsx';
import { MemberList } from './MemberList.tsx';
import { type Supply, withMembers } from './supply.ts';

export interface SupplyFieldsProps {
  readonly kind: Exclude<RepositoryKind, 'HOSTED'>;
  readonly format: Format;
  readonly supply: Supply;
  readonly onChange: (supply: Supply) => void;
  readonly problems: Readonly<Record<string, string>>;
  /** A credential is kept: what is left empty is not taken back by that. */
  readonly hasCredential?: boolean;
}

/** Where a proxy or a group gets things from. */
export function SupplyFields(props: SupplyFieldsProps) {
  const { kind, supply, onChange, problems } = props;
  if (kind === 'PROXY') return <UpstreamFields {...props} />;
  return (
    <>
      <MemberList
        members={supply.members}
        onChange={(members) => onChange(withMembers(supply, members))}
        problem={problems['members']}
      />
      <Choice
        label={t('member.target')}
        value={supply.writeTarget}
        any={{
          label: t('member.target.none'),
          onChoose: () => onChange({ ...supply, writeTarget: '' }),
        }}
        options={supply.members.map((value) => ({ value, label: value }))}
        onChange={(writeTarget) => onChange({ ...supply, writeTarget })}
        hasError={'writeTarget' in problems}
        helperText={problems['writeTarget'] ?? t('member.target.hint')}
      />
    </>
  );
}

const fields = {
  upstreamUrl: { label: 'repository.upstream-url', hint: 'repository.upstream-url.hint' },
  upstreamUserName: { label: 'repository.upstream-user', hint: 'repository.upstream-user.hint' },
  upstreamSecret: {
    label: 'repository.upstream-secret',
    hint: 'repository.upstream-secret.hint',
  },
  defaultNamespace: {
    label: 'repository.default-namespace',
    hint: 'repository.default-namespace.hint',
  },
} as const;

function UpstreamFields({ format, supply, onChange, problems, hasCredential }: SupplyFieldsProps) {
  const text = (field: keyof typeof fields, isOff = false) => {
    const { label, hint } = fields[field];
    const isKept = field === 'upstreamSecret' && hasCredential === true;
    const said = isKept ? t('repository.upstream-secret.kept') : t(hint);
    return (
      <TextField
        label={t(label)}
        value={supply[field]}
        onChange={(event) => onChange({ ...supply, [field]: event.target.value })}
        error={field in problems}
        helperText={problems[field] ?? said}
        type={field === 'upstreamSecret' ? 'password' : 'text'}
        autoComplete={field === 'upstreamSecret' ? 'new-password' : 'off'}
        slotProps={{
          htmlInput: {
            spellCheck: false,
            autoCapitalize: 'none',
            ...(field === 'upstreamUrl' && { inputMode: 'url' }),
          },
        }}
        required={field === 'upstreamUrl'}
        disabled={isOff}
        fullWidth
      />
    );
  };
  return (
    <>
      {text('upstreamUrl')}
      {text('upstreamUserName', supply.isCredentialRemoved)}
      {text('upstreamSecret', supply.isCredentialRemoved)}
      {format === 'OCI' ? text('defaultNamespace') : null}
      <BeliefFields {...{ supply, onChange, problems }} />
    </>
  );
}
