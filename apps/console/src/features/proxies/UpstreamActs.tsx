'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { InvalidateUpstreamDocument, PrefetchVersionDocument } from '#generated/graphql.ts';
import { shortVersion } from '#lib/format.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { Panel } from '#ui/Panel.tsx';
import styles from './UpstreamActs.module.css';
import { UpstreamForm } from './UpstreamForm.tsx';

export interface UpstreamActsProps {
  readonly repositoryId: string;
  readonly deniedReason: string | undefined;
  /** What the proxy holds may be something else now. */
  readonly onAsked: () => void;
}

/** What somebody may have a proxy ask for, before a client does. */
export function UpstreamActs(props: UpstreamActsProps) {
  return (
    <Panel title={t('upstream-act.title')}>
      <div className={styles.forms}>
        <Invalidation {...props} />
        <Prefetch {...props} />
      </div>
    </Panel>
  );
}

const plain = { htmlInput: { spellCheck: false, autoCapitalize: 'none' } };

function Invalidation({ repositoryId, deniedReason, onAsked }: UpstreamActsProps) {
  const [name, setName] = useState('');
  const { run, isRunning, failure } = useAct(InvalidateUpstreamDocument);
  const ask = async (): Promise<string | undefined> => {
    const of = name.trim() === '' ? {} : { name: name.trim() };
    const { data } = await run({ input: { repositoryId, ...of } });
    if (!data) return undefined;
    onAsked();
    return t('upstream-act.invalidated', { count: data.invalidateUpstream.documentsCount });
  };
  return (
    <UpstreamForm
      act="invalidate"
      {...{ isRunning, failure }}
      disabledReason={deniedReason}
      onAsk={ask}
    >
      <TextField
        label={t('upstream-act.package')}
        helperText={failure?.fields['name'] ?? t('upstream-act.package.all')}
        error={failure?.fields['name'] !== undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        slotProps={plain}
        fullWidth
      />
    </UpstreamForm>
  );
}

function Prefetch({ repositoryId, deniedReason, onAsked }: UpstreamActsProps) {
  const [wish, setWish] = useState({ name: '', version: '' });
  const { run, isRunning, failure } = useAct(PrefetchVersionDocument);
  const ask = async (): Promise<string | undefined> => {
    const of = wish.version.trim() === '' ? {} : { version: wish.version.trim() };
    const { data } = await run({ input: { repositoryId, name: wish.name.trim(), ...of } });
    if (!data) return undefined;
    onAsked();
    const { name, version, filesCount: count } = data.prefetchVersion;
    return t('upstream-act.prefetched', { name, version: shortVersion(version), count });
  };
  const nameless = wish.name.trim() === '' ? t('origin.say-name') : undefined;
  const text = (field: keyof typeof wish, hint?: string) => (
    <TextField
      label={t(field === 'name' ? 'upstream-act.package' : 'upstream-act.version')}
      helperText={failure?.fields[field] ?? hint}
      error={failure?.fields[field] !== undefined}
      value={wish[field]}
      onChange={(event) => setWish({ ...wish, [field]: event.target.value })}
      autoComplete="off"
      slotProps={plain}
      fullWidth
    />
  );
  return (
    <UpstreamForm
      act="prefetch"
      {...{ isRunning, failure }}
      disabledReason={deniedReason ?? nameless}
      onAsk={ask}
    >
      {text('name')}
      {text('version', t('upstream-act.version.newest'))}
    </UpstreamForm>
  );
}
