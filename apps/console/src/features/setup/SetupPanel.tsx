'use client';

import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { CopyBlock, TerminalBlock } from '#features/reading/CopyText.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import type { RepositoryDetails } from '#features/repositories/repository-details.ts';
import { CreateApiKeyDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { ViewSwitch } from '#ui/ViewSwitch.tsx';
import { useServerAddresses } from './ServerAddresses.tsx';
import styles from './SetupPanel.module.css';
import { type Snippet, tokenVariable } from './snippet.ts';
import { allOf, clientsOf, snippetsFor } from './snippets.ts';

export interface SetupPanelProps {
  readonly at: RepositoryKey;
  readonly repository: RepositoryDetails;
}

const shortCharsMax = 48;
const isShort = ({ text }: Snippet): boolean =>
  !text.includes('\n') && text.length <= shortCharsMax;

/** Two short ones share a row; one alone has a row of its own. */
function sharesRow(snippets: readonly Snippet[], index: number): boolean {
  const shorts = snippets.map(isShort);
  const before = shorts.lastIndexOf(false, index);
  const after = shorts.indexOf(false, index);
  const isLast = index === (after === -1 ? snippets.length : after) - 1;
  const isFirstOfPair = (index - before) % 2 === 1;
  return shorts[index] === true && !(isLast && isFirstOfPair);
}

/**
 * Per client: how to configure it, install, publish and run in CI, with a token minted in place.
 */
export function SetupPanel({ at, repository }: SetupPanelProps) {
  const address = useAddress();
  const addresses = useServerAddresses();
  const clients = clientsOf[repository.format];
  const chosen = clients.find(({ name }) => name === address.get('client')) ?? clients[0];
  const [secret, setSecret] = useState<string>();
  const token = secret ?? t('setup.token.placeholder');
  const all = snippetsFor(chosen, { url: repository.url, at, token, ...addresses });
  // Nobody publishes to what shows the things of others.
  const isHosted = repository.kind === 'HOSTED';
  const snippets = all.filter(({ step }) => isHosted || step !== 'publish');
  const hasOwnCi = snippets.some(({ step }) => step === 'ci');
  return (
    <Stack>
      <Panel
        title={t('setup.title')}
        actions={
          <CopyButton
            text={allOf(snippets)}
            label={t('setup.copy-all')}
            doneLabel={t('action.copied')}
          />
        }
      >
        <Stack>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('setup.description')}
          </Typography>
          <ViewSwitch
            label={t('setup.client')}
            value={chosen.name}
            options={clients.map(({ name }) => ({ value: name, label: name }))}
            onChange={(client) => address.set({ client })}
          />
          <TokenMinter
            at={at}
            client={chosen.name}
            hasSecret={secret !== undefined}
            onMinted={setSecret}
          />
        </Stack>
      </Panel>
      <div className={styles.snippets}>
        {snippets.map((snippet, index) => (
          <div
            key={`${snippet.step} ${snippet.file ?? ''}`}
            className={sharesRow(snippets, index) ? styles.half : styles.whole}
          >
            <Panel
              title={`${index + 1} ${t(`setup.${snippet.step}`)}`}
              aside={snippet.file ? <code>{snippet.file}</code> : t('paste.terminal')}
            >
              <Paste {...snippet} />
            </Panel>
          </div>
        ))}
      </div>
      {hasOwnCi ? null : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('setup.ci.hint', { variable: tokenVariable })}
        </Typography>
      )}
    </Stack>
  );
}

/** Called by where its text belongs: one step may have several. */
function Paste({ step, file, text }: Snippet) {
  const what = t(`setup.${step}`);
  if (file === undefined) return <TerminalBlock text={text} what={what} />;
  return <CopyBlock text={text} label={t('paste.file.label', { what, file })} />;
}

interface TokenMinterProps {
  readonly at: RepositoryKey;
  readonly client: string;
  readonly hasSecret: boolean;
  readonly onMinted: (secret: string) => void;
}

function TokenMinter({ at, client, hasSecret, onMinted }: TokenMinterProps) {
  const { run, isRunning, failure } = useAct(CreateApiKeyDocument);
  const mint = async (): Promise<void> => {
    const { project, repository } = at;
    const name = t('setup.token.name', { client, repository: `${project}/${repository}` });
    const { data } = await run({ input: { name, project, repository } });
    if (data) onMinted(data.createApiKey.secret);
  };
  if (hasSecret) return <Alert severity="success">{t('setup.token.created')}</Alert>;
  return (
    <Stack gap={8}>
      <FormFailure failure={failure} />
      <Stack direction="row" gap={12}>
        <ActionButton variant="contained" isRunning={isRunning} onClick={() => void mint()}>
          {t('setup.token.create')}
        </ActionButton>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('setup.token.hint')}
        </Typography>
      </Stack>
    </Stack>
  );
}
