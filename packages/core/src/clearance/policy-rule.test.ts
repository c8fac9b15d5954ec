import { describe, expect, it } from 'vitest';
import { type RuleRow, rulesAbout } from './policy-rule.ts';

const row: RuleRow = {
  ...{ id: 'r', effect: 'DENY', scopeKind: 'GLOBAL', projectId: null, repositoryId: null },
  ...{ format: null, name: 'tide-table', nameKey: null, versions: null, ecosystem: null },
  ...{ licence: null, severity: null, lifts: [], reason: 'no', createdById: null },
  ...{ createdAt: new Date(0), expiresAt: null, createdBy: null },
};
const crate = { name: 'Tide_Table', nameKey: 'tide-table', version: '1.0.0', licence: null };

function speaks(rule: Partial<RuleRow>, subject: Partial<typeof crate> = {}): boolean {
  return rulesAbout([{ ...row, ...rule }], { ...crate, ...subject }).length === 1;
}

describe('a rule speaks of', () => {
  it('every spelling of a name, where its format or its own says so', () => {
    expect(speaks({ name: 'TIDE.table', nameKey: 'tide-table' })).toBe(true);
    expect(speaks({})).toBe(true);
    expect(speaks({ name: 'tide-*' })).toBe(true);
    expect(speaks({ name: 'ebb' })).toBe(false);
  });

  it('versions that cannot be placed when it denies, and not when it waives', () => {
    const range = { versions: '<2.0.0', ecosystem: 'npm' };
    expect(speaks(range)).toBe(true);
    expect(speaks(range, { version: '2.0.0' })).toBe(false);
    expect(speaks(range, { version: 'nightly' })).toBe(true);
    expect(speaks({ ...range, effect: 'WAIVE' }, { version: 'nightly' })).toBe(false);
  });
});
