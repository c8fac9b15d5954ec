'use client';

import dynamic from 'next/dynamic';
import { useUploads } from './UploadProvider.tsx';

const UploadTrayButton = dynamic(
  async () => ({ default: (await import('./UploadTrayButton.tsx')).UploadTrayButton }),
  { ssr: false },
);

/**
 * The uploads of this browser, on every page; absent, and not even loaded, while there are none.
 */
export function UploadTray() {
  return useUploads().length > 0 ? <UploadTrayButton /> : null;
}
