'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { Seal } from '#ui/Seal.tsx';
import { activePage, navigationGroups } from './pages.ts';
import { useQuarantineCount } from './QuarantineCount.tsx';
import styles from './Rail.module.css';

export interface RailProps {
  readonly isOpen: boolean;
  readonly onNavigate: () => void;
}

/** The main navigation, on the left; below a tablet's width it slides over the page. */
export function Rail({ isOpen, onNavigate }: RailProps) {
  const active = activePage(usePathname());
  const waiting = useQuarantineCount();
  return (
    <nav className={styles.rail} data-open={isOpen} aria-label={t('nav.label')}>
      <Link href={paths.home()} className={styles.brand} onClick={onNavigate}>
        <span className={styles.seal}>
          <Seal size={30} />
        </span>
        {t('app.name')}
      </Link>
      {navigationGroups.map((group) => (
        <div key={group.label} className={styles.group}>
          <p className={styles.caption}>{t(group.label)}</p>
          <ul className={styles.list}>
            {group.pages.map((page) => (
              <li key={page.href}>
                <Link
                  href={page.href}
                  prefetch={false}
                  className={styles.link}
                  onClick={onNavigate}
                  aria-current={page === active ? 'page' : undefined}
                >
                  {t(page.label)}
                  {page.label === 'nav.quarantine' && waiting > 0 ? (
                    <span className={styles.count}>
                      {waiting}
                      <span className="visually-hidden">
                        {' '}
                        {t('nav.waiting', { count: waiting })}
                      </span>
                    </span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
