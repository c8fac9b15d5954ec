import type { Decision } from '@bonded/database';

const advice: Readonly<Record<string, string>> = {
  deleted: 'It is gone for good. Publish the next version.',
  rejected: 'Somebody with "artifact:review" rejected it and can release it again, with a note.',
  malware:
    'Choose another version. Somebody with "artifact:review" can release it if the advisory is wrong.',
  severity:
    'Choose a version in which it is fixed, or ask somebody with "artifact:review" to release this one.',
  unscanned:
    'It is released by itself once a scan finds nothing against it. Somebody with "scan:run" can scan it again.',
};

/** Who can do what about a decision, in one sentence for people. */
export function howToUnblock(decision: Pick<Decision, 'effect' | 'rule'>): string {
  if (decision.effect === 'ALLOW') return 'Nothing holds it.';
  return (
    advice[decision.rule] ?? 'Ask somebody with the permission "artifact:review" to look at it.'
  );
}
