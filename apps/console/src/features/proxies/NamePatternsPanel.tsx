'use client';

import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { t } from '#lib/messages.ts';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import type { NameAct, NamePatterns } from './name-act.ts';

/** Of more, the form of the settings has the rest. */
const shownMax = 30;

export interface NamePatternsPanelProps {
  readonly said: NamePatterns;
  readonly settingsHref: string;
  readonly onAct: (act: NameAct) => void;
}

/** What an operator said of names, each of which can be taken back. */
export function NamePatternsPanel({ said, settingsHref, onAct }: NamePatternsPanelProps) {
  const chips = (names: readonly string[], kind: NameAct['kind']) => (
    <PatternChips
      names={names}
      label={(name) => t(`names.${kind}.title`, { name })}
      onRemove={(name) => onAct({ kind, name })}
    />
  );
  return (
    <Panel
      title={t('names.said')}
      padding="flush"
      actions={
        <LinkButton size="small" href={settingsHref}>
          {t('names.said.change')}
        </LinkButton>
      }
    >
      <FormBoxes
        boxes={[
          { caption: t('repository.claimed-names'), value: chips(said.claimedNames, 'unclaim') },
          { caption: t('repository.shared-names'), value: chips(said.sharedNames, 'unshare') },
        ]}
      />
    </Panel>
  );
}

interface PatternChipsProps {
  readonly names: readonly string[];
  readonly label: (name: string) => string;
  readonly onRemove: (name: string) => void;
}

function PatternChips({ names, label, onRemove }: PatternChipsProps) {
  if (names.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('names.said.none')}
      </Typography>
    );
  }
  const rest = names.length - shownMax;
  return (
    <Stack direction="row" gap={8}>
      {names.slice(0, shownMax).map((name) => (
        <Chip
          key={name}
          size="small"
          variant="outlined"
          label={name}
          aria-label={label(name)}
          onClick={() => onRemove(name)}
          onDelete={() => onRemove(name)}
          sx={{ maxWidth: '100%' }}
        />
      ))}
      {rest > 0 ? <span>{t('names.said.more', { count: rest })}</span> : null}
    </Stack>
  );
}
