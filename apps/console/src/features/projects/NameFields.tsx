'use client';

import TextField from '@mui/material/TextField';
import { t } from '#lib/messages.ts';
import { slugFrom } from './slug.ts';

export interface Naming {
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  /** Set once the short name was typed by hand; until then it follows the name. */
  readonly isSlugOwn: boolean;
}

export const unnamed: Naming = { name: '', slug: '', description: '', isSlugOwn: false };

export interface NameFieldsProps {
  readonly naming: Naming;
  readonly onChange: (naming: Naming) => void;
  readonly problems: Readonly<Record<string, string>>;
  /** Where the fields are all that is asked for, typing begins at once. */
  readonly isFirst?: boolean;
}

/** Name, short name and description, as projects and repositories both ask for them. */
export function NameFields({ naming, onChange, problems, isFirst = false }: NameFieldsProps) {
  const rename = (name: string): void =>
    onChange({ ...naming, name, slug: naming.isSlugOwn ? naming.slug : slugFrom(name) });
  return (
    <>
      <TextField
        label={t('field.name')}
        value={naming.name}
        onChange={(event) => rename(event.target.value)}
        error={'name' in problems}
        helperText={problems['name']}
        autoFocus={isFirst}
        required
      />
      <TextField
        label={t('field.slug')}
        value={naming.slug}
        onChange={(event) => onChange({ ...naming, slug: event.target.value, isSlugOwn: true })}
        error={'slug' in problems}
        helperText={problems['slug'] ?? t('field.slug-hint')}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        required
      />
      <TextField
        label={t('field.description')}
        value={naming.description}
        onChange={(event) => onChange({ ...naming, description: event.target.value })}
        error={'description' in problems}
        helperText={problems['description']}
        multiline
        minRows={2}
      />
    </>
  );
}
