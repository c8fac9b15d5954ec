import { stringify } from 'yaml';
import { type Chart, chartPath } from './chart.ts';

export interface IndexedChart {
  readonly chart: Chart;
  /** SHA-256 of the archive, in hex; empty where an upstream does not say it. */
  readonly digest: string;
  /** Null where an upstream does not say it. */
  readonly publishedAt: Date | null;
  readonly isDeprecated: boolean;
}

/** What the index says of one version. Its address is relative to the repository's. */
export function indexEntry({ chart, digest, publishedAt, isDeprecated }: IndexedChart) {
  const { deprecated, ...said } = chart;
  return {
    ...said,
    ...((deprecated || isDeprecated) && { deprecated: true }),
    ...(publishedAt !== null && { created: publishedAt.toISOString() }),
    ...(digest !== '' && { digest }),
    urls: [chartPath(chart.name, chart.version)],
  };
}

/**
 * The part of an index that is one chart's, to be kept until it changes. All text is quoted: what
 * `on`, `1.10` or `1e3` mean without quotes depends on who reads.
 */
export function indexFragment(name: string, charts: readonly IndexedChart[]): string {
  const entries = charts.toReversed().map(indexEntry);
  const text = stringify({ [name]: entries }, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 });
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** The whole index, of the parts of all its charts. */
export function indexDocument(fragments: readonly string[], generatedAt: Date): string {
  const entries = fragments.length === 0 ? 'entries: {}\n' : `entries:\n${fragments.join('')}`;
  return `apiVersion: v1\n${entries}generated: "${generatedAt.toISOString()}"\n`;
}
