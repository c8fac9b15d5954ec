import type { Decision } from '@bonded/database';

const advice: Readonly<Record<string, string>> = {
  deleted: 'It is gone for good. Publish the next version.',
  rejected: 'Whoever has "artifact:review" can still release it, with a note.',
  malware: 'Choose another version. If the advisory is wrong, "artifact:review" can release it.',
  severity: 'Choose a version in which it is fixed, or ask for a release: "artifact:review".',
  quota: 'Delete what nobody needs any more, or ask for more room: "quota:update".',
  unscanned: 'A scan that finds nothing releases it. "scan:run" can ask for one.',
};

/** Who can do what about a decision, in one sentence for people. */
export function howToUnblock(decision: Pick<Decision, 'effect' | 'rule'>): string {
  if (decision.effect === 'ALLOW') return 'Nothing holds it.';
  return (
    advice[decision.rule] ?? 'Ask somebody with the permission "artifact:review" to look at it.'
  );
}
