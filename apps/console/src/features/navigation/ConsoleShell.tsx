'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { t } from '#lib/messages.ts';
import styles from './ConsoleShell.module.css';
import { QuarantineSignalProvider } from './QuarantineCount.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

// Neither is on the first screen: they load when they are first asked for.
const CommandPalette = dynamic(
  async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }),
  { ssr: false },
);
const ShortcutSheet = dynamic(
  async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }),
  { ssr: false },
);

type Panel = 'rail' | 'palette' | 'sheet';

export interface ConsoleShellProps {
  readonly tray: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: rail, bar, and the panels that a key opens. */
export function ConsoleShell({ tray, children }: ConsoleShellProps) {
  const [panel, setPanel] = useState<Panel>();
  const close = (): void => setPanel(undefined);
  useShortcuts({
    openPalette: () => setPanel('palette'),
    openSheet: () => setPanel('sheet'),
  });
  return (
    <QuarantineSignalProvider>
      <a href="#content" className={styles.skip}>
        {t('app.skip')}
      </a>
      <div className={styles.shell}>
        <Rail isOpen={panel === 'rail'} onNavigate={close} />
        {panel === 'rail' ? (
          <button
            type="button"
            className={styles.veil}
            aria-label={t('action.close')}
            onClick={close}
          />
        ) : null}
        <div className={styles.side}>
          <TopBar
            onOpenRail={() => setPanel('rail')}
            onOpenPalette={() => setPanel('palette')}
            tray={tray}
          />
          <main id="content" className={styles.main} tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      {panel === 'palette' ? <CommandPalette isOpen onClose={close} /> : null}
      {panel === 'sheet' ? <ShortcutSheet isOpen onClose={close} /> : null}
    </QuarantineSignalProvider>
  );
}
