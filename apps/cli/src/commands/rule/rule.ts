import { z } from 'zod';
import { scope, scopeName } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const ruleRow = z.object({
  id: z.string(),
  effect: z.string(),
  ...scope.row,
  format: z.string().nullable(),
  name: z.string(),
  versions: z.string().nullable(),
  licence: z.string().nullable(),
  severity: z.string().nullable(),
  lifts: z.array(z.string()),
  reason: z.string(),
  createdBy: z.object({ username: z.string() }).nullable(),
  createdAt: moment,
  expiresAt: moment.nullable(),
});

export type RuleRow = z.output<typeof ruleRow>;

export const rule: Shape<RuleRow> = {
  fields: `id effect ${scope.fields} format name versions licence severity lifts reason
    createdBy { username } createdAt expiresAt`,
  row: ruleRow,
  columns: [
    { title: 'rule', of: saysWhat },
    { title: 'about', of: saysAbout },
    { title: 'where', of: scopeName },
    { title: 'by', of: ({ createdBy }) => createdBy?.username ?? '' },
    { title: 'until', of: ({ expiresAt }) => shortMoment(expiresAt) },
    { title: 'reason', of: ({ reason }) => reason },
    { title: 'id', of: ({ id }) => id },
  ],
};

function saysWhat({ effect, lifts }: RuleRow): string {
  return effect === 'DENY' ? 'deny' : `waive ${lifts.join(', ').toLowerCase()}`;
}

function saysAbout({ format, name, versions, licence, severity }: RuleRow): string {
  return [format?.toLowerCase(), name, versions, licence, severity?.toLowerCase()]
    .filter((word) => word != null)
    .join(' ');
}
