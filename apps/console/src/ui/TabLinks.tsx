'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
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
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the row is longer than the screen: the tab that is open is never cut off.
  useEffect(() => {
    const open = nav.current?.querySelector(
      `[aria-current="page"][href="${CSS.escape(pathname)}"]`,
    );
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav ref={nav} className={styles.tabs} aria-label={label}>
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
