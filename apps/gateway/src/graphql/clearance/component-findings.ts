import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Severity } from '../enums.ts';
import { severityOf } from '../words.ts';
import type { FoundInComponent } from './found-in-component.ts';

export const ComponentFindings = builder
  .objectRef<FoundInComponent>('ComponentFindings')
  .implement({
    fields: (t) => ({
      count: t.exposeInt('count', visible),
      isMalicious: t.exposeBoolean('isMalicious', visible),
      worstSeverity: t.field({
        ...visible,
        type: Severity,
        resolve: ({ worstSeverity }) => severityOf(worstSeverity),
      }),
      advisoryIds: t.stringList({
        ...visible,
        description: 'The worst three.',
        resolve: ({ advisoryIds }) => [...advisoryIds],
      }),
    }),
  });
