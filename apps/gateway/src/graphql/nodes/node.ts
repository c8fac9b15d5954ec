import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

/**
 * Everything with an id. Ids are the rows' own: the same in REST, in the audit log and on the
 * command line.
 */
export const Node = builder.interfaceRef<{ id: string }>('Node').implement({
  fields: (t) => ({ id: t.exposeID('id', visible) }),
});
