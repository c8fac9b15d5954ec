'use client';

import { effectTones } from '#features/artifacts/artifact-words.ts';
import type { DecisionPartsFragment } from '#generated/graphql.ts';
import { formatMoment } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { Barcode } from '#ui/Barcode.tsx';
import { type FormBox, FormBoxes } from '#ui/FormBoxes.tsx';
import { Seal } from '#ui/Seal.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import styles from './Receipt.module.css';

export interface ReceiptProps {
  readonly decision: DecisionPartsFragment;
  /** `compact` leaves the facts to the receipt's own page. */
  readonly look: 'full' | 'compact';
}

/** A decision as a customs receipt: numbered, stamped, with what was decided and by which rule. */
export function Receipt({ decision, look }: ReceiptProps) {
  const { number, effect } = decision;
  return (
    <article className={styles.receipt} aria-label={t('decision.title', { number })}>
      <header className={styles.head}>
        <span className={styles.seal}>
          <Seal size={38} />
        </span>
        <div>
          <p className={styles.house}>{t('decision.house')}</p>
          <p className={styles.kind}>{t('decision.receipt')}</p>
        </div>
        <div className={styles.stamp}>
          <Stamp tone={effectTones[effect]} label={t(`decision.effect.${effect}`)} look="ink" />
        </div>
        <div className={styles.number}>
          <Barcode text={number} height={34} />
          <TextLink href={paths.decision(number)} look="strong">
            <code>{number}</code>
          </TextLink>
        </div>
      </header>
      <FormBoxes boxes={boxesOf(decision)} />
      {look === 'full' ? <Evidence decision={decision} /> : null}
      <footer className={styles.foot}>
        <p className={styles.caption}>{t('decision.unblock')}</p>
        <p className={styles.unblock}>{decision.howToUnblock}</p>
      </footer>
    </article>
  );
}

function boxesOf(decision: DecisionPartsFragment): readonly FormBox[] {
  const { subject, rule, kind, reasons, note, user, createdAt } = decision;
  const boxes: FormBox[] = [
    { caption: `1 ${t('decision.subject')}`, value: <code>{subject}</code>, isWide: true },
    { caption: `2 ${t('decision.kind')}`, value: t(`decision.kind.${kind}`) },
    { caption: `3 ${t('decision.rule')}`, value: <code>{rule}</code> },
    { caption: `4 ${t('decision.at')}`, value: formatMoment(createdAt) },
    {
      caption: `5 ${t('decision.by')}`,
      value: user?.displayName ?? t('decision.by-policy'),
    },
    { caption: `6 ${t('decision.reasons')}`, value: <Reasons reasons={reasons} />, isWide: true },
  ];
  return note
    ? [...boxes, { caption: `7 ${t('decision.note')}`, value: note, isWide: true }]
    : boxes;
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function Evidence({ decision }: { readonly decision: DecisionPartsFragment }) {
  const sheets = [
    ['decision.facts', decision.facts],
    ['decision.policy', decision.policy],
  ] as const;
  return (
    <div className={styles.evidence}>
      {sheets.map(([caption, value]) => (
        <details key={caption}>
          <summary>{t(caption)}</summary>
          <pre>{JSON.stringify(value, null, 2)}</pre>
        </details>
      ))}
    </div>
  );
}
