'use client';

import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  type PolicyPartsFragment,
  type RepositoryKind,
  UpdatePolicyDocument,
} from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import { Stack } from '#ui/Stack.tsx';
import styles from './PolicyForm.module.css';
import { dayOf, type PolicyRules, policyInWords, severities } from './policy-words.ts';
import { RuleSwitch } from './RuleSwitch.tsx';

export interface PolicyFormProps {
  readonly repositoryId: string;
  readonly kind: RepositoryKind;
  readonly policy: PolicyPartsFragment;
  readonly viewerCan: readonly string[];
}

const rulesOf = ({
  blockSeverity,
  blockMalware,
  holdUnscanned,
  cooldownHours,
  upstreamUntil,
  isMonitoring,
}: PolicyRules): PolicyRules => ({
  ...{ blockSeverity, blockMalware, holdUnscanned, cooldownHours },
  ...{ upstreamUntil, isMonitoring },
});

export function PolicyForm({ repositoryId, kind, policy, viewerCan }: PolicyFormProps) {
  const [rules, setRules] = useState<PolicyRules>(rulesOf(policy));
  const aside = policy.isDefault
    ? t('policy.default')
    : t('policy.version', { version: policy.version });
  return (
    <SaveForm
      title={t('policy.title')}
      aside={aside}
      document={UpdatePolicyDocument}
      variables={{ input: { repositoryId, ...rules } }}
      isSame={JSON.stringify(rules) === JSON.stringify(rulesOf(policy))}
      deniedReason={reasonWithout(viewerCan, 'policy:update')}
      said={({ updatePolicy }) => t('policy.saved', { version: updatePolicy.policy.version })}
      widthMax={1200}
    >
      {() => (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('policy.description')}
          </Typography>
          <div className={styles.pair}>
            <Stack gap={20}>
              <RuleFields rules={rules} onChange={setRules} />
              {kind === 'PROXY' ? (
                <>
                  <CooldownField rules={rules} onChange={setRules} />
                  <UntilField rules={rules} onChange={setRules} />
                </>
              ) : null}
              <RuleSwitch
                label={t('policy.monitoring')}
                hint={t('policy.monitoring.hint')}
                isOn={rules.isMonitoring}
                onChange={(isMonitoring) => setRules({ ...rules, isMonitoring })}
              />
            </Stack>
            <div className={styles.words}>
              <p className={styles.caption}>{t('policy.in-words')}</p>
              <ul className={styles.list} aria-label={t('policy.in-words')}>
                {policyInWords(rules).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          </div>
        </>
      )}
    </SaveForm>
  );
}

const cooldowns = [0, 24, 72, 168];

/** Only a proxy has things of an age that somebody else gives them. */
function CooldownField({ rules, onChange }: RuleFieldsProps) {
  const { cooldownHours } = rules;
  // What was set by other means stays among the choices.
  const choices = [...new Set([...cooldowns, cooldownHours])].toSorted((a, b) => a - b);
  const options = choices.map((hours) => ({
    value: String(hours),
    label: hours === 0 ? t('policy.cooldown.none') : t('policy.cooldown.hours', { hours }),
  }));
  return (
    <Choice
      label={t('policy.cooldown')}
      value={String(cooldownHours)}
      options={options}
      onChange={(hours) => onChange({ ...rules, cooldownHours: Number(hours) })}
      width={360}
    />
  );
}

/** An upstream as it was on a day: what it published later stays in. */
function UntilField({ rules, onChange }: RuleFieldsProps) {
  const { upstreamUntil } = rules;
  const choose = (day: string): void => {
    const end = day === '' ? null : new Date(`${day}T23:59:59.999Z`).toISOString();
    onChange({ ...rules, upstreamUntil: end });
  };
  return (
    <TextField
      type="date"
      label={t('policy.upstream-until')}
      helperText={t('policy.upstream-until.hint')}
      value={upstreamUntil === null ? '' : dayOf(upstreamUntil)}
      onChange={(event) => choose(event.target.value)}
      sx={{ width: 360, maxWidth: '100%' }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

interface RuleFieldsProps {
  readonly rules: PolicyRules;
  readonly onChange: (rules: PolicyRules) => void;
}

function RuleFields({ rules, onChange }: RuleFieldsProps) {
  const options = severities.map((value) => ({
    value,
    label: value === 'NONE' ? t('policy.block-severity.none') : t(`severity.${value}`),
  }));
  return (
    <Stack gap={20}>
      <Choice
        label={t('policy.block-severity')}
        value={rules.blockSeverity}
        options={options}
        onChange={(blockSeverity) => onChange({ ...rules, blockSeverity })}
        width={360}
      />
      <RuleSwitch
        label={t('policy.block-malware')}
        hint={t('policy.block-malware.hint')}
        isOn={rules.blockMalware}
        onChange={(blockMalware) => onChange({ ...rules, blockMalware })}
      />
      <RuleSwitch
        label={t('policy.hold-unscanned')}
        hint={t('policy.hold-unscanned.hint')}
        isOn={rules.holdUnscanned}
        onChange={(holdUnscanned) => onChange({ ...rules, holdUnscanned })}
      />
    </Stack>
  );
}
