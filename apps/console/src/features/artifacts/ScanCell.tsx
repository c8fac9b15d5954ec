import type { ArtifactRowFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import styles from './ScanCell.module.css';

type ScanCellProps = Pick<ArtifactRowFragment, 'scanStatus' | 'findingCounts'>;

const levels = ['critical', 'high', 'medium', 'low'] as const;

/** What the scan found, worst first, in one line of a table. */
export function ScanCell({ scanStatus, findingCounts }: ScanCellProps) {
  if (scanStatus !== 'SCANNED')
    return <span className={styles.quiet}>{t(`scan.${scanStatus}`)}</span>;
  if (!findingCounts) return <span className={styles.quiet}>{t('scan.hidden')}</span>;
  const found = levels.filter((level) => findingCounts[level] > 0);
  const { malware } = findingCounts;
  if (found.length === 0 && malware === 0) {
    return <span className={styles.quiet}>{t('scan.clean')}</span>;
  }
  return (
    <span className={styles.counts}>
      {malware > 0 ? (
        <span className={styles.malware}>{t('scan.malware', { count: malware })}</span>
      ) : null}
      {found.map((level) => (
        <span key={level} className={styles[level]}>
          {findingCounts[level]} {t(`severity.${upper[level]}`).toLowerCase()}
        </span>
      ))}
    </span>
  );
}

const upper = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;
