import localFont from 'next/font/local';

/**
 * Archivo carries a width axis: narrow for form captions, wide for stamps. Packaged, never fetched.
 */
export const archivo = localFont({
  src: '../../node_modules/@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2',
  variable: '--font-archivo',
  weight: '100 900',
  declarations: [{ prop: 'font-stretch', value: '62% 125%' }],
  display: 'swap',
});
