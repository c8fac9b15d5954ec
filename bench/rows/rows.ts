import { coldRows } from './cold-rows.ts';
import { imageProxyRows } from './image-proxy-rows.ts';
import { npmRows } from './npm-rows.ts';
import { ociRows } from './oci-rows.ts';
import { packageRows } from './package-rows.ts';
import { overheadRows, proxyRows } from './proxy-rows.ts';
import { pypiRows } from './pypi-rows.ts';
import { rawRows } from './raw-rows.ts';
import type { Row } from './row.ts';
import { tusRows } from './tus-rows.ts';

/** Rows that are made alike, by what they measure. */
const areas: readonly (readonly Row[])[] = [
  npmRows,
  ociRows,
  pypiRows,
  proxyRows,
  // Of these each is furnished in a manner of its own.
  ...overheadRows.map((row) => [row]),
  imageProxyRows,
  coldRows,
  ...packageRows.map((row) => [row]),
  tusRows,
  rawRows,
];

/** Every line of the table, in its order. */
export const rows: readonly Row[] = areas.flat();

/** Of each area the first row against each peer under each kind of load. */
export const samples: readonly Row[] = areas.flatMap((area) =>
  area.filter(
    (row, at) =>
      area.findIndex(
        ({ peerName, generator }) => peerName === row.peerName && generator === row.generator,
      ) === at,
  ),
);
