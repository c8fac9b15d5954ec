import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLEnumType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Command } from './command.ts';
import { nouns, verbs } from './table.ts';
import * as words from './words.ts';

const schemaPath = new URL('../../../gateway/schema.graphql', import.meta.url);
const schema = buildSchema(await readFile(schemaPath, 'utf8'));

const commands: readonly (readonly [name: string, command: Command])[] = [
  ...verbs.flatMap(({ command, below = [] }) => [
    [nameOf(command), command] as const,
    ...below.map((inner) => [`${nameOf(command)} ${nameOf(inner)}`, inner] as const),
  ]),
  ...nouns.flatMap((noun) =>
    noun.commands.map((command) => [`${noun.name} ${nameOf(command)}`, command] as const),
  ),
];

function nameOf({ usage }: Command): string {
  return usage.split(' ')[0] ?? '';
}

describe('the table of commands', () => {
  it.each(commands)(
    'bonded %s asks only what the committed schema can answer',
    (_name, command) => {
      for (const { document } of command.operations) {
        expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
      }
    },
  );

  it('prints JSON whose shape stays as it is: scripts rely on it', () => {
    const shapes = commands.map(([name, { answer }]) => [
      name,
      answer === null ? null : outlineOf(z.toJSONSchema(answer, { io: 'output' })),
    ]);
    expect(Object.fromEntries(shapes)).toMatchSnapshot();
  });

  it('offers exactly the words of the schema wherever it offers words', () => {
    const enumOf = (name: string) =>
      // A name that the schema does not have fails the comparison below.
      (schema.getType(name) as GraphQLEnumType | undefined)?.getValues().map((value) => value.name);
    const upper = (list: readonly string[]) => list.map((word) => word.toUpperCase()).toSorted();
    expect(upper(words.formats)).toEqual(enumOf('Format')?.toSorted());
    expect(upper(words.repositoryKinds)).toEqual(enumOf('RepositoryKind')?.toSorted());
    expect(upper(words.severities)).toEqual(enumOf('Severity')?.toSorted());
    expect(upper(words.artifactStates)).toEqual(enumOf('ArtifactState')?.toSorted());
    expect(upper(words.artifactOrders)).toEqual(enumOf('ArtifactOrder')?.toSorted());
    expect(upper(words.uploadStates)).toEqual(enumOf('UploadState')?.toSorted());
    expect(upper(words.auditOutcomes)).toEqual(enumOf('AuditOutcome')?.toSorted());
  });

  it('has a command for every mutation', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const documents = commands.flatMap(([, { operations }]) =>
      operations.map((one) => one.document),
    );
    const missing = mutations.filter(
      (name) => !documents.some((text) => text.includes(`${name}(`)),
    );
    expect(missing).toEqual([]);
  });

  it('asks for a page wherever a connection is listed, never for all of it', () => {
    const lists = commands
      .flatMap(([, { operations }]) => operations.map(({ document }) => document))
      .filter((document) => document.includes('hasNextPage'));
    expect(lists.filter((document) => !document.includes('first: $first'))).toEqual([]);
  });
});

interface JsonSchema {
  readonly type?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** `{ id: 'string', tags: ['string'], score: 'number | null' }` */
function outlineOf(value: unknown): unknown {
  const { type, anyOf, items, properties } = value as JsonSchema;
  if (anyOf !== undefined) {
    const parts = anyOf.map(outlineOf);
    const isPlain = parts.every((part) => typeof part === 'string');
    return isPlain ? parts.join(' | ') : { anyOf: parts };
  }
  if (type === 'array') return [outlineOf(items)];
  if (Array.isArray(type)) return type.join(' | ');
  if (type !== 'object' || properties === undefined) return type ?? 'any';
  return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, outlineOf(one)]));
}
