import { describe, expect, it } from 'vitest';
import { beyond } from './beyond.ts';
import { orderOf } from './order.ts';

const { columns } = orderOf('Finding', [
  { kind: 'asc' },
  { score: { sort: 'desc', nulls: 'last' } },
  { id: 'asc' },
]);

describe('the rows beyond a place in a list', () => {
  it('are further in one column and equal in those before it', () => {
    expect(beyond(columns, ['malware', 7.5, 'x'], false)).toEqual({
      OR: [
        { AND: [{ kind: { gt: 'malware' } }] },
        { AND: [{ kind: 'malware' }, { OR: [{ score: { lt: 7.5 } }, { score: null }] }] },
        { AND: [{ kind: 'malware' }, { score: 7.5 }, { id: { gt: 'x' } }] },
      ],
    });
  });

  it('are the other way round from the end, where nulls are before nothing', () => {
    expect(beyond(columns, ['malware', 7.5, 'x'], true)).toEqual({
      OR: [
        { AND: [{ kind: { lt: 'malware' } }] },
        { AND: [{ kind: 'malware' }, { score: { gt: 7.5 } }] },
        { AND: [{ kind: 'malware' }, { score: 7.5 }, { id: { lt: 'x' } }] },
      ],
    });
  });

  it('have nothing further than a null, and every value before it', () => {
    expect(beyond(columns, ['malware', null, 'x'], false)).toEqual({
      OR: [
        { AND: [{ kind: { gt: 'malware' } }] },
        { AND: [{ kind: 'malware' }, { score: null }, { id: { gt: 'x' } }] },
      ],
    });
    expect(beyond(columns, ['malware', null, 'x'], true).OR).toContainEqual({
      AND: [{ kind: 'malware' }, { score: { not: null } }],
    });
  });
});
