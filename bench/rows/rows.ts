import { coldRows } from './cold-rows.ts';
import { imageProxyRows } from './image-proxy-rows.ts';
import { npmRows } from './npm-rows.ts';
import { ociRows } from './oci-rows.ts';
import { packageRows } from './package-rows.ts';
import { proxyRows } from './proxy-rows.ts';
import { pypiRows } from './pypi-rows.ts';
import { rawRows } from './raw-rows.ts';
import type { Row } from './row.ts';
import { tusRows } from './tus-rows.ts';

/** Every line of the table, in its order. */
export const rows: readonly Row[] = [
  ...npmRows,
  ...ociRows,
  ...pypiRows,
  ...proxyRows,
  ...imageProxyRows,
  ...coldRows,
  ...packageRows,
  ...tusRows,
  ...rawRows,
];
