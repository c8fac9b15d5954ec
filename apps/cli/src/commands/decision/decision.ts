import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const decisionRow = z.object({
  number: z.string(),
  kind: z.string(),
  effect: z.string(),
  rule: z.string(),
  reasons: z.array(z.string()),
  subject: z.string(),
  note: z.string().nullable(),
  howToUnblock: z.string(),
  createdAt: moment,
  user: z.object({ username: z.string() }).nullable(),
});

export type Decision = z.output<typeof decisionRow>;

export const decision: Shape<Decision> = {
  fields: 'number kind effect rule reasons subject note howToUnblock createdAt user { username }',
  row: decisionRow,
  columns: [
    { title: 'receipt', of: ({ number }) => number },
    { title: 'about', of: ({ subject }) => subject },
    { title: 'asked by', of: ({ kind }) => kind.toLowerCase() },
    { title: 'effect', of: ({ effect }) => effect.toLowerCase() },
    { title: 'rule', of: ({ rule }) => rule },
    { title: 'at', of: ({ createdAt }) => shortMoment(createdAt) },
  ],
  details: [
    { title: 'because', of: ({ reasons }) => reasons },
    { title: 'note', of: ({ note }) => note },
    { title: 'by', of: ({ user }) => user?.username ?? null },
    { title: 'way out', of: ({ howToUnblock }) => howToUnblock },
  ],
};
