import cvss, { type Cvss2, type Cvss3P0, type Cvss3P1 } from 'ae-cvss-calculator';
import type { Severity } from '../scanner.ts';

export interface StatedSeverity {
  /** `CVSS_V2`, `CVSS_V3`, `CVSS_V4`; others are other people's scales. */
  readonly type: string;
  /** A CVSS vector. */
  readonly score: string;
}

export interface Rating {
  readonly severity: Severity;
  readonly score: number | null;
}

/** Bounds the work of the calculator and keeps names out that it would look up in its objects. */
const vectorPattern = /^[A-Za-z0-9.:/]{1,512}$/;

interface Standard {
  readonly type: string;
  readonly prefix: string;
  /** Throws for what is no vector; undefined when a base metric is missing. */
  baseScore(vector: string): number | undefined;
}

/** Newest first: a later vector restates an older one more precisely. */
const standards: readonly Standard[] = [
  { type: 'CVSS_V4', prefix: 'CVSS:4.0/', baseScore: baseScoreV4 },
  { type: 'CVSS_V3', prefix: 'CVSS:3.1/', baseScore: (text) => baseScore(new cvss.Cvss3P1(text)) },
  { type: 'CVSS_V3', prefix: 'CVSS:3.0/', baseScore: (text) => baseScore(new cvss.Cvss3P0(text)) },
  { type: 'CVSS_V2', prefix: '', baseScore: (text) => baseScore(new cvss.Cvss2(text)) },
];

const severityOfLabel: ReadonlyMap<string, Severity> = new Map([
  ['NONE', 'none'],
  ['LOW', 'low'],
  ['MODERATE', 'medium'],
  ['MEDIUM', 'medium'],
  ['HIGH', 'high'],
  ['CRITICAL', 'critical'],
]);

/**
 * The severity of the newest readable vector, or of the database's own label, or `medium` when
 * nobody rated it: never silent, and no blocker where only the worst blocks.
 */
export function rate(stated: readonly StatedSeverity[], label: string | undefined): Rating {
  for (const standard of standards) {
    const scores = stated.flatMap((entry) => readScore(standard, entry) ?? []);
    if (scores.length === 0) continue;
    const score = Math.max(...scores);
    return { severity: severityOfScore(score), score };
  }
  return { severity: severityOfLabel.get(label?.toUpperCase() ?? '') ?? 'medium', score: null };
}

/** The qualitative scale of CVSS 3.1 (section 5) and 4.0 (section 6), for version 2 as well. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

function readScore(standard: Standard, { type, score: vector }: StatedSeverity): number | null {
  if (type !== standard.type || !vector.startsWith(standard.prefix)) return null;
  if (!vectorPattern.test(vector)) return null;
  try {
    return standard.baseScore(vector) ?? null;
  } catch {
    // A vector that the calculator refuses is no rating; another entry or the label may be.
    return null;
  }
}

function baseScore(vector: Cvss2 | Cvss3P0 | Cvss3P1): number | undefined {
  return vector.isBaseFullyDefined() ? vector.calculateScores().base : undefined;
}

/** Version 4 folds threat metrics into its score unless asked for the base alone. */
function baseScoreV4(text: string): number | undefined {
  const vector = new cvss.Cvss4P0(text);
  return vector.isBaseFullyDefined() ? vector.calculateScores().baseMetricsOnly : undefined;
}
