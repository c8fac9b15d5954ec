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

/**
 * Every line of the table, in its order. Rows of one area are measured beside one another; what
 * they stored is gone before the next area begins.
 */
export const areas: readonly (readonly Row[])[] = [
  npmRows,
  ociRows,
  pypiRows,
  [...proxyRows, ...overheadRows],
  imageProxyRows,
  coldRows,
  packageRows,
  tusRows,
  rawRows,
];

export const rows: readonly Row[] = areas.flat();

/** Of these each is furnished in a manner of its own. */
const singular: ReadonlySet<Row> = new Set([...overheadRows, ...packageRows]);

/** Of each area the first row of its kind, against each peer under each kind of load. */
export const samples: readonly Row[] = areas.flatMap((area) =>
  area.filter(
    (row, at) =>
      singular.has(row) ||
      area.findIndex(
        ({ peerName, generator }) => peerName === row.peerName && generator === row.generator,
      ) === at,
  ),
);
