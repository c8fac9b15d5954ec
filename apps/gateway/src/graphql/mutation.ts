import { type Action, globalScope, recordRefused } from '@bonded/core/access';
import { isId } from '@bonded/kernel';
import type {
  InputFieldMap,
  InputShapeFromFields,
  OutputType,
  ShapeFromTypeParam,
} from '@pothos/core';
import { visible } from './access/rule.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;

type ShapesOf<Payload> = {
  [Name in keyof Payload]: ShapeFromTypeParam<Types, Payload[Name] & OutputType<Types>, false>;
};

export type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

interface Mutation<
  Fields extends InputFieldMap,
  Payload extends Record<string, OutputType<Types>>,
> {
  /** What the use case asks for, or `own`: everybody may, with what is theirs. */
  readonly needs: Action | 'own';
  /** The event that a success leaves in the audit log: exactly one. */
  readonly audits: string;
  readonly input: (t: InputFields) => Fields;
  readonly payload: Payload;
  readonly resolve: (
    context: GraphqlContext,
    input: InputShapeFromFields<Fields>,
  ) => Promise<ShapesOf<Payload>>;
}

/**
 * Declares `name(input: NameInput!): NamePayload!`. The resolver calls one use case; that one
 * parses, authorises and writes the audit log, so a mutation behaves the same from wherever it
 * is called.
 */
export function mutation<
  Fields extends InputFieldMap,
  Payload extends Record<string, OutputType<Types>>,
>(name: string, { needs, audits, input, payload, resolve }: Mutation<Fields, Payload>): void {
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  // Inside, the shapes of this one mutation are only names; its declaration has checked them.
  const run = resolve as unknown as Run;
  builder.mutationField(name, (t) =>
    t.field({
      rule: { kind: 'use-case', action: needs },
      extensions: { audits },
      type: payloadType(`${typeName}Payload`, payload),
      args: {
        input: t.arg({
          type: builder.inputType(`${typeName}Input`, { fields: input }),
          required: true,
        }),
      },
      resolve: async (_root, args: { readonly input?: unknown }, context) => {
        try {
          return await run(context, args.input);
        } catch (error) {
          await recordRefused(context.ports, context.actor, error, entryOf(audits, args.input));
          throw error;
        }
      },
    }),
  );
}

/**
 * What a refused mutation was aimed at, as far as its input says: the rest may be hidden from
 * the actor.
 */
function entryOf(action: string, input: unknown) {
  // Inputs are objects, of whatever fields each mutation declares.
  const { id, packageId, slug, username, name } = input as Readonly<Record<string, unknown>>;
  const words = [id, packageId, slug, username, name];
  const target = words.find((word) => typeof word === 'string') ?? '';
  const kind = action.slice(0, action.indexOf('.'));
  const resource = isId(target) ? { kind, id: target, name: target } : { kind, name: target };
  return { action, resource, place: globalScope };
}

type Run = (context: GraphqlContext, input: unknown) => Promise<Readonly<Record<string, unknown>>>;

function payloadType(name: string, payload: Record<string, OutputType<Types>>) {
  return builder.objectRef<Readonly<Record<string, unknown>>>(name).implement({
    fields: (t) =>
      Object.fromEntries(
        Object.entries(payload).map(([field, type]) => [
          field,
          t.field({
            ...visible,
            type,
            // The mutation's declaration has checked what its use case returns.
            resolve: (result) => result[field] as never,
          }),
        ]),
      ),
  });
}
