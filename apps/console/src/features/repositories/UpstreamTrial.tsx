'use client';

import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import {
  CheckProxyDocument,
  CheckUpstreamDocument,
  type Format,
  type TriedUpstreamPartsFragment,
} from '#generated/graphql.ts';
import type { Failure } from '#lib/errors.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { formatName } from './repository-words.ts';
import { credentialInput, type Supply, unsupplied } from './supply.ts';

interface UnsavedTrialProps {
  readonly project: string;
  readonly format: Format;
  readonly supply: Supply;
  readonly deniedReason: string | undefined;
}

/** Asks an upstream as a proxy of it would, before there is one. */
export function UnsavedTrial(props: UnsavedTrialProps) {
  const { project, format, supply, deniedReason } = props;
  const { run, isRunning, failure } = useAct(CheckUpstreamDocument);
  const upstreamUrl = supply.upstreamUrl.trim();
  const input = { project, format, upstreamUrl, ...credentialInput(supply, unsupplied) };
  const noAddress = upstreamUrl === '' ? t('trial.no-address') : undefined;
  return (
    <Trial
      // What was said of another address is not said of this one.
      key={JSON.stringify(input)}
      format={format}
      isRunning={isRunning}
      failure={failure}
      disabledReason={deniedReason ?? noAddress}
      onTry={async () => (await run({ input })).data?.checkUpstream.tried}
    />
  );
}

interface ProxyTrialProps extends Omit<UnsavedTrialProps, 'project'> {
  readonly id: string;
  readonly saved: Supply;
}

/** Asks the upstream of a proxy with what stands in its form, saved or not. */
export function ProxyTrial({ id, format, supply, saved, deniedReason }: ProxyTrialProps) {
  const { run, isRunning, failure } = useAct(CheckProxyDocument);
  const upstreamUrl = supply.upstreamUrl.trim();
  const input = { id, upstreamUrl, ...credentialInput(supply, saved) };
  const noAddress = upstreamUrl === '' ? t('trial.no-address') : undefined;
  return (
    <Trial
      key={JSON.stringify(input)}
      format={format}
      isRunning={isRunning}
      failure={failure}
      disabledReason={deniedReason ?? noAddress}
      onTry={async () => (await run({ input })).data?.checkProxy.tried}
    />
  );
}

interface TrialProps {
  readonly format: Format;
  readonly isRunning: boolean;
  readonly failure: Failure | undefined;
  readonly disabledReason: string | undefined;
  readonly onTry: () => Promise<TriedUpstreamPartsFragment | undefined>;
}

function Trial({ format, isRunning, failure, disabledReason, onTry }: TrialProps) {
  const [tried, setTried] = useState<TriedUpstreamPartsFragment>();
  const [isAsked, setIsAsked] = useState(false);
  const start = async (): Promise<void> => {
    setIsAsked(true);
    setTried(undefined);
    setTried(await onTry());
  };
  return (
    <>
      <div>
        <ActionButton
          variant="outlined"
          isRunning={isRunning}
          disabledReason={disabledReason}
          onClick={() => void start()}
        >
          {t('trial.do')}
        </ActionButton>
      </div>
      <div aria-live="polite">
        {isRunning ? <span className="visually-hidden">{t('trial.running')}</span> : null}
        {/* A refusal of what was asked before says nothing of what stands there now. */}
        {isAsked ? <FormFailure failure={failure} /> : null}
        {tried ? <TrialResult tried={tried} format={format} /> : null}
      </div>
    </>
  );
}

interface TrialResultProps {
  readonly tried: TriedUpstreamPartsFragment;
  readonly format: Format;
}

const looks = new Map([
  [true, 'trial.looks-right'],
  [false, 'trial.looks-wrong'],
] as const);

function TrialResult({ tried, format }: TrialResultProps) {
  const { status, elapsedMs, isRecognised, credential, url } = tried;
  const isRefused = credential === 'REFUSED' || credential === 'WANTED';
  const isFine = status < 500 && isRecognised !== false && !isRefused;
  const look = isRecognised == null ? 'trial.looks-unknown' : looks.get(isRecognised);
  return (
    <Alert severity={isFine ? 'success' : 'warning'}>
      {t('trial.answered', { status, elapsedMs })}{' '}
      {look && !isRefused ? `${t(look, { format: formatName(format) })} ` : null}
      {t(`trial.credential.${credential}`)}
      <small style={{ display: 'block', overflowWrap: 'anywhere' }}>
        {t('trial.answered-by', { url })}
      </small>
    </Alert>
  );
}
