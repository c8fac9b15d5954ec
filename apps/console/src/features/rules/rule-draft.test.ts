import { describe, expect, it } from 'vitest';
import { placesFrom, type RuleDraft, ruleAt, ruleInput } from './rule-draft.ts';

const at = { project: 'shop', repository: 'npm' };
const home = { at, openedAtMs: 0 };
const draft: RuleDraft = {
  ...ruleAt(at, 'NPM'),
  name: 'left-pad',
  reason: 'no',
  lifts: ['COOLDOWN'],
};

describe('what is sent of a rule', () => {
  it('names the place that it speaks in, and the format where that is wider', () => {
    expect(ruleInput(draft, home)).toMatchObject({ project: 'shop', repository: 'npm' });
    const wide = ruleInput({ ...draft, place: 'project' }, home);
    expect([wide.project, wide.repository, wide.format]).toEqual(['shop', undefined, 'NPM']);
    const widest = ruleInput({ ...draft, place: 'everywhere' }, home);
    expect([widest.project, widest.format]).toEqual([undefined, 'NPM']);
  });

  it('is of every format where nobody says which', () => {
    const everywhere = { ...ruleAt({}, null), name: 'left-pad', reason: 'no' };
    const input = ruleInput(everywhere, { at: {}, openedAtMs: 0 });
    expect(input).toMatchObject({ name: 'left-pad', format: null });
    expect([input.project, input.repository]).toEqual([undefined, undefined]);
  });

  it('waives nothing where it denies', () => {
    expect(ruleInput(draft, home).lifts).toEqual([]);
    expect(ruleInput({ ...draft, effect: 'WAIVE' }, home).lifts).toEqual(['COOLDOWN']);
  });

  it('ends so many days from when it was opened, or never', () => {
    expect(ruleInput(draft, home).expiresAt).toBeNull();
    expect(ruleInput({ ...draft, days: 7 }, home).expiresAt).toBe('1970-01-08T00:00:00.000Z');
  });
});

it('is made where one looks, or wider', () => {
  expect(placesFrom(at)).toEqual(['repository', 'project', 'everywhere']);
  expect(placesFrom({ project: 'shop' })).toEqual(['project', 'everywhere']);
  expect(placesFrom({})).toEqual(['everywhere']);
});
