'use client';

import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { AddVcsSourceDocument, CheckVcsSourceDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { RevealedHook } from './HookReveal.tsx';
import { SourceFields } from './SourceFields.tsx';
import { addInput, checkInput, emptySource, type SourceDraft } from './source-draft.ts';

export interface SourceAddDialogProps {
  readonly at: RepositoryKey;
  readonly onClose: () => void;
  readonly onAdded: (hook: RevealedHook) => void;
}

export function SourceAddDialog({ at, onClose, onAdded }: SourceAddDialogProps) {
  const [draft, setDraft] = useState(emptySource);
  return (
    <ActDialog
      document={AddVcsSourceDocument}
      variables={{ input: addInput(at, draft) }}
      title={t('source.add')}
      onDone={({ addVcsSource: { hookSecret, source } }) =>
        onAdded({ hookSecret, hookUrl: source.hookUrl })
      }
      onClose={onClose}
    >
      {(problems) => (
        <>
          <SourceFields draft={draft} onChange={setDraft} problems={problems} />
          <SourceTest at={at} draft={draft} />
        </>
      )}
    </ActDialog>
  );
}

/** Asks the repository as the source would, before anything is kept. */
function SourceTest({ at, draft }: { readonly at: RepositoryKey; readonly draft: SourceDraft }) {
  const { run, isRunning, failure } = useAct(CheckVcsSourceDocument);
  const [passed, setPassed] = useState<string>();
  const check = async (): Promise<void> => {
    setPassed(undefined);
    const { data } = await run({ input: checkInput(at, draft) });
    if (!data) return;
    const { tagCount, branchCount } = data.checkVcsSource.checked;
    const tags = t('source.test.tags', { count: tagCount });
    const branches = t('source.test.branches', { count: branchCount });
    setPassed(t('source.test.passed', { tags, branches }));
  };
  return (
    <>
      <div>
        <ActionButton variant="outlined" isRunning={isRunning} onClick={() => void check()}>
          {t('source.test')}
        </ActionButton>
      </div>
      <div aria-live="polite">
        <FormFailure failure={failure} />
        {passed ? <Alert severity="success">{passed}</Alert> : null}
      </div>
    </>
  );
}
