import { readFileSync } from 'node:fs';
import { type NormalisedAdvisory, normaliseAdvisory } from '../normalise-advisory.ts';
import { parseRecord } from '../parse-record.ts';
import type { OsvRecord } from '../schema.ts';

export type FixtureName =
  | 'commits-only'
  | 'ghsa-last-affected'
  | 'ghsa-two-lines'
  | 'mal-every-version'
  | 'mal-listed-versions'
  | 'mal-withdrawn'
  | 'pysec-several-packages';

export function fixtureBytes(name: FixtureName): Buffer {
  return readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url));
}

/** A record as databases publish it, read from `fixtures/`. */
export function fixtureRecord(name: FixtureName): OsvRecord {
  const parsed = parseRecord(fixtureBytes(name));
  if ('record' in parsed) return parsed.record;
  throw new Error(`the fixture ${name} is no record: ${parsed.skipped}`);
}

export function fixtureAdvisory(name: FixtureName): NormalisedAdvisory {
  return normaliseAdvisory(fixtureRecord(name));
}
