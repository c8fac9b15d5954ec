import { liftedRules } from '@bonded/core/clearance';
import { assert } from '@bonded/kernel';

/** Reads a column of text that only our own code writes, as one of the words it may hold. */
function wordOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    assert(word !== undefined, `"${text}" is one of ${words.join(', ')}`);
    return word;
  };
}

/** From the mildest to the worst. */
export const severities = ['none', 'low', 'medium', 'high', 'critical'] as const;

export const severityOf = wordOf(severities);
export const lineOf = wordOf(liftedRules);
export const findingKindOf = wordOf(['vulnerability', 'malware']);
export const relationOf = wordOf(['self', 'bundled', 'dependency']);
export const actorKindOf = wordOf(['user', 'api-key', 'service', 'anonymous']);

/** The bar and everything above it. */
export function severitiesFrom(bar: (typeof severities)[number]): string[] {
  return severities.slice(severities.indexOf(bar));
}
