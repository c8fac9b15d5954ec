'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import {
  type SourceAskingPartsFragment,
  type SourceRowFragment,
  UpdateVcsSourceDocument,
} from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { SourceAskingFields } from './SourceFields.tsx';
import { draftOf, updateInput } from './source-draft.ts';

interface SourceFormProps {
  readonly source: SourceRowFragment & SourceAskingPartsFragment;
}

/** Where a source lies and how it is asked. Whoever sees a source may change it. */
export function SourceForm({ source }: SourceFormProps) {
  const saved = draftOf(source);
  const [draft, setDraft] = useState(saved);
  const [isCredentialRemoved, setIsCredentialRemoved] = useState(false);
  const changes = updateInput(saved, draft, isCredentialRemoved);
  return (
    <SaveForm
      title={t('source.asking')}
      document={UpdateVcsSourceDocument}
      variables={{ input: { id: source.id, ...changes } }}
      isSame={Object.keys(changes).length === 0}
      deniedReason={undefined}
      // What was typed of a secret does not stay in the page.
      onSaved={() => {
        setDraft({ ...draft, secret: '', ...(isCredentialRemoved && { userName: '' }) });
        setIsCredentialRemoved(false);
      }}
    >
      {(problems) => (
        <>
          <SourceAskingFields
            draft={draft}
            onChange={setDraft}
            problems={problems}
            hasCredential={source.hasCredential}
          />
          {source.hasCredential ? (
            <FormControlLabel
              control={
                <Switch
                  checked={isCredentialRemoved}
                  onChange={(_event, next) => setIsCredentialRemoved(next)}
                />
              }
              label={t('source.secret.remove')}
            />
          ) : null}
        </>
      )}
    </SaveForm>
  );
}
