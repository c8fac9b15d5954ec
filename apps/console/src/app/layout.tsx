import InitColorSchemeScript from '@mui/material/InitColorSchemeScript';
import { AppRouterCacheProvider } from '@mui/material-nextjs/v16-appRouter';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { t } from '#lib/messages.ts';
import { Toasts } from '#ui/Toasts.tsx';
import { Appearance } from '#ui/theme/Appearance.tsx';
import { archivo } from './fonts.ts';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-600.css';
import './globals.css';

export const metadata: Metadata = {
  title: { default: t('app.name'), template: `%s · ${t('app.name')}` },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" className={archivo.variable} suppressHydrationWarning>
      <body>
        <InitColorSchemeScript attribute="data-theme" nonce={nonce} />
        <AppRouterCacheProvider
          options={{ key: 'mui', enableCssLayer: false, ...(nonce ? { nonce } : {}) }}
        >
          <Appearance>
            <Toasts>{children}</Toasts>
          </Appearance>
        </AppRouterCacheProvider>
      </body>
    </html>
  );
}
