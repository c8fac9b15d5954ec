import { readFile } from 'node:fs/promises';
import { isAction } from '@bonded/core/access';
import {
  type GraphQLField,
  type GraphQLObjectType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/graphql/access/rule.ts';
import { builder } from '../../src/graphql/builder.ts';
import { printedSchema } from '../../src/graphql/print-schema.ts';
import { schema } from '../../src/graphql/schema.ts';
import { fieldsOf, ruleOf } from './selections.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const roots = ['Query', 'Mutation', 'Subscription'];

type Field = GraphQLField<unknown, unknown>;

function everyField(): { type: GraphQLObjectType; field: Field; name: string }[] {
  return types.flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({
      type,
      field,
      name: `${type.name}.${field.name}`,
    })),
  );
}

function say(rule: Rule<unknown>): string {
  return 'action' in rule ? `${rule.kind} ${rule.action}` : rule.kind;
}

describe('D3.2 the schema', () => {
  it('is the committed one', async () => {
    const committed = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(printedSchema()).toBe(committed);
  });

  it('says of every field who may read it', () => {
    expect(everyField().filter(({ field }) => ruleOf(field) === undefined)).toEqual([]);
    const actions = everyField().flatMap(({ field }) => {
      const rule = ruleOf(field);
      return 'action' in rule ? [rule.action] : [];
    });
    expect(actions.filter((action) => action !== 'own' && !isAction(action))).toEqual([]);
  });

  it('does not build with a field that says nothing', () => {
    builder.queryField('unguarded', (t) =>
      // The compiler refuses it too, which is why it has to be told not to look.
      t.string({ resolve: () => 'secret' } as never),
    );
    expect(() => builder.toSchema()).toThrow(/Query\.unguarded declares who may read it/);
  });

  it('keeps its rules, all of which are read in review', async () => {
    const plain = ['visible', 'anyone'];
    const rules = everyField()
      .map(({ name, field }) => `${name}: ${say(ruleOf(field))}`)
      .filter(
        (line) =>
          !plain.some((rule) => line.endsWith(`: ${rule}`)) || /^(Query|Viewer)\./.test(line),
      )
      .toSorted();
    await expect(`${rules.join('\n')}\n`).toMatchFileSnapshot('./rules.txt');
  });

  it('lets a field be null that somebody who sees its object may be denied', () => {
    const strict = everyField().filter(
      ({ type, field }) =>
        !roots.includes(type.name) && !['visible', 'anyone'].includes(ruleOf(field).kind),
    );
    expect(strict.length).toBeGreaterThan(20);
    expect(strict.filter(({ field }) => isNonNullType(field.type)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('has no secret column anywhere', () => {
    const secret = /password|hash|secret|pepper|sealed|fingerprint|token/i;
    const named = everyField().map(({ name }) => name);
    expect(named.filter((name) => secret.test(name)).toSorted()).toEqual([
      'AddVcsSourcePayload.hookSecret',
      'ChangePasswordPayload.user',
      'CreateApiKeyPayload.secret',
      'Mutation.changePassword',
      'Mutation.renewVcsSourceSecret',
      'RenewVcsSourceSecretPayload.hookSecret',
      'RenewVcsSourceSecretPayload.source',
    ]);
  });
});

describe('a mutation', () => {
  it('takes one input and gives a payload, both named after it', () => {
    for (const { name, args, type } of fieldsOf('Mutation')) {
      const word = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(args.map((each) => `${each.name}: ${String(each.type)}`)).toEqual([
        `input: ${word}Input!`,
      ]);
      expect(String(type)).toBe(`${word}Payload!`);
    }
  });

  it('D2.6 says which event it leaves', () => {
    for (const field of fieldsOf('Mutation')) {
      expect(field.extensions['audits']).toMatch(/^[a-z]+\.[a-z-]+$/);
    }
  });
});

describe('a list', () => {
  it('is a connection, paged by the same four arguments', () => {
    const connections = everyField().filter(({ field }) =>
      /Connection!?$/.test(String(field.type)),
    );
    expect(connections.length).toBeGreaterThan(25);
    for (const { field } of connections) {
      const names = field.args.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['first', 'after', 'last', 'before']));
    }
  });

  it('is bounded where it is none', () => {
    // Each of these is cut in its resolver, or made of our own few words.
    const bounded = [
      ...['edges', 'nodes', 'viewerCan', 'permissions', 'actions', 'aliases', 'fixedIn', 'reasons'],
      ...['references', 'tags', 'sessions', 'roles', 'publishedPerDay', 'blockedPerDay'],
      ...['storagePerProject', 'servedFormats', 'kinds', 'fixed', 'entries', 'members'],
      ...['claimedNames', 'sharedNames', 'lifts', 'nameAnswers', 'ages', 'reads', 'facets'],
      ...['advisoryIds', 'owners'],
    ];
    const lists = everyField().filter(({ field }) => String(field.type).includes('['));
    expect(lists.map(({ field }) => field.name).filter((name) => !bounded.includes(name))).toEqual(
      [],
    );
  });
});

it('has no scalar but its own three', () => {
  const scalars = Object.values(schema.getTypeMap()).filter(
    (type) => 'parseLiteral' in type && 'specifiedByURL' in type && !isSpecifiedScalarType(type),
  );
  expect(scalars.map(({ name }) => name).toSorted()).toEqual(['BigInt', 'DateTime', 'JSON']);
});
