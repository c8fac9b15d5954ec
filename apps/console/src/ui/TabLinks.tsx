'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import styles from './TabLinks.module.css';

export interface TabLink {
  readonly href: string;
  readonly label: string;
  readonly count?: ReactNode;
}

/** Tabs that are links: each has its own address, so back, reload and sharing work. */
export function TabLinks({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly TabLink[];
}) {
  const pathname = usePathname();
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ href, label: name, count }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          className={styles.tab}
          aria-current={isSamePath(pathname, href) ? 'page' : undefined}
        >
          {name}
          {count === undefined ? null : <span className={styles.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

const isSamePath = (pathname: string, href: string): boolean =>
  decodeURIComponent(pathname) === decodeURIComponent(href);
