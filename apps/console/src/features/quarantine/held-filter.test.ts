import { expect, it } from 'vitest';
import { heldVariables } from './held-filter.ts';

it('asks for all that is held, the oldest first, where nothing else is said', () => {
  expect(heldVariables({ isYoung: false, project: '', repository: '' })).toEqual({
    filter: { states: ['QUARANTINED'] },
    orderBy: 'OLDEST',
  });
});

it('asks at a place for what is young, and for what will be old enough first', () => {
  expect(heldVariables({ isYoung: true, project: 'shop', repository: 'mirror' })).toEqual({
    filter: {
      ...{ project: 'shop', repository: 'mirror' },
      ...{ states: ['QUARANTINED', 'RECALLED'], isCooling: true },
    },
    orderBy: 'COOLING',
  });
});
