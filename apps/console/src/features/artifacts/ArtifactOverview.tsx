'use client';

import MuiLink from '@mui/material/Link';
import { Receipt } from '#features/decisions/Receipt.tsx';
import { CopyBlock, CopyText, TerminalBlock } from '#features/reading/CopyText.tsx';
import { When } from '#features/reading/When.tsx';
import { formatBytes } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { type FormBox, FormBoxes } from '#ui/FormBoxes.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import styles from './ArtifactOverview.module.css';
import { ArtifactReadme } from './ArtifactReadme.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { type ArtifactFact, factsOf } from './artifact-facts.ts';
import { readmeOf } from './artifact-readme.ts';
import { ScanCell } from './ScanCell.tsx';
import { upstreamDates } from './upstream-dates.tsx';

/** The first tab: how to get it, what it is, and the receipt that is in force. */
export function ArtifactOverview({ artifact }: { readonly artifact: ArtifactDetails }) {
  const { currentDecision, installCommand, metadata } = artifact;
  // What is held is asked about for its receipt, what is cleared for how to get it.
  const isCleared = artifact.state === 'RELEASED';
  const receipt = currentDecision ? <Receipt decision={currentDecision} look="compact" /> : null;
  const facts = factsOf(metadata);
  const readme = readmeOf(metadata);
  const hasMetadata = Object.keys(metadata ?? {}).length > 0;
  return (
    <Stack>
      {isCleared ? null : receipt}
      <Panel title={t('artifact.install')} aside={t('paste.terminal')}>
        <TerminalBlock text={installCommand} what={t('artifact.install')} />
      </Panel>
      <Panel title={t('artifact.caption')} padding="flush">
        <FormBoxes boxes={boxesOf(artifact)} />
      </Panel>
      {facts.length > 0 ? (
        <Panel title={t('artifact.facts')} padding="flush">
          <FormBoxes boxes={facts.map(boxOf)} />
        </Panel>
      ) : null}
      {isCleared ? receipt : null}
      {readme === null ? null : <ArtifactReadme readme={readme} />}
      {hasMetadata ? (
        <details className={styles.all}>
          <summary>{t('artifact.facts.all')}</summary>
          <CopyBlock text={JSON.stringify(metadata, null, 2)} label={t('artifact.metadata')} />
        </details>
      ) : null}
    </Stack>
  );
}

const wideFrom = 60;

function boxOf({ name, value, href }: ArtifactFact): FormBox {
  const isWide = value.length > wideFrom;
  if (href === undefined) return { caption: name, value, isWide };
  const link = (
    <MuiLink href={href} target="_blank" rel="noopener noreferrer nofollow">
      {value}
    </MuiLink>
  );
  return { caption: name, value: link, isWide };
}

function boxesOf(artifact: ArtifactDetails): readonly FormBox[] {
  const { digest, purl, licence, tags, latestScan, publishedBy } = artifact;
  const none = t('field.none');
  return [
    { caption: t('artifact.digest'), value: <CopyText text={digest} />, isWide: true },
    { caption: t('artifact.purl'), value: purl ? <CopyText text={purl} /> : none, isWide: true },
    { caption: t('artifact.size'), value: formatBytes(artifact.sizeBytes) },
    { caption: t('artifact.licence'), value: licence ?? none },
    { caption: t('artifact.tags'), value: tags.map(({ name }) => name).join(', ') || none },
    { caption: t('artifact.published'), value: <When at={artifact.createdAt} /> },
    ...upstreamDates(artifact),
    { caption: t('artifact.published-by'), value: publishedBy?.displayName ?? none },
    { caption: t('artifact.released-at'), value: <When at={artifact.releasedAt} /> },
    { caption: t('artifact.scan'), value: latestScan?.error ?? <ScanCell {...artifact} /> },
    { caption: t('artifact.scanned-at'), value: <When at={artifact.scannedAt} /> },
    { caption: t('artifact.scanner'), value: latestScan?.scanner ?? none },
    { caption: t('artifact.advisories-of'), value: latestScan?.databaseVersion ?? none },
  ];
}
