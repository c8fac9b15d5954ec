'use client';

import { t } from '#lib/messages.ts';
import { safeReturnTo } from '#lib/paths.ts';
import { Seal } from '#ui/Seal.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';

/**
 * The gate: a docket with a perforated edge. A full load follows sign-in, so nothing of an earlier
 * viewer stays.
 */
export function SignInPage({ returnTo }: { readonly returnTo: string | undefined }) {
  const enter = (): void => window.location.assign(safeReturnTo(returnTo));
  return (
    <main className={styles.page}>
      <div className={styles.docket}>
        <div className={styles.stub}>
          <span className={styles.seal}>
            <Seal size={56} />
          </span>
          <p className={styles.name}>{t('app.name')}</p>
          <p className={styles.tagline}>{t('app.tagline')}</p>
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{t('sign-in.title')}</h1>
          <SignInForm onDone={enter} />
          <p className={styles.hint}>{t('sign-in.first-time')}</p>
        </div>
      </div>
    </main>
  );
}
