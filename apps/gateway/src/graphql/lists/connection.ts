import type { ObjectRef } from '@pothos/core';
import { visible } from '../access/rule.ts';
import { builder, type SchemaTypes } from '../builder.ts';

/** The connection and edge types of a noun: one pair, whichever field the list hangs on. */
export function connectionOf<Shape>(
  type: ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Shape>,
) {
  return builder.connectionObject(
    {
      type,
      name: `${type.name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          ...visible,
          description: 'How many there are in all; 10,000 means "at least".',
          resolve: (connection) => connection.totalCount?.() ?? 0,
        }),
      }),
    },
    { name: `${type.name}Edge` },
  );
}
