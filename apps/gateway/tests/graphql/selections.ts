import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Rule } from '../../src/graphql/access/rule.ts';
import { schema } from '../../src/graphql/schema.ts';

type Field = GraphQLField<unknown, unknown>;

export function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}

export function fieldsOf(name: string): Field[] {
  return Object.values(objectType(name).getFields());
}

export function ruleOf(field: Field): Rule<unknown> {
  return field.extensions['rule'] as Rule<unknown>;
}

/** Every type whose rows `node(id)` leads to. */
export function nodeTypeNames(): string[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('Node is an interface');
  return schema.getImplementations(node).objects.map(({ name }) => name);
}

/**
 * Every field of a type that can be asked for without arguments, each with a little of what
 * lies below it.
 */
export function wholeSelection(typeName: string): string {
  return fieldsOf(typeName)
    .filter((field) => !field.args.some(isRequiredArgument))
    .map((field) => `${field.name}${below(field)}`)
    .join(' ');
}

export function below(field: Field): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return ' { id }';
  const nodes = type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  if (nodes !== undefined) return ` { totalCount nodes${below(nodes)} }`;
  if ('id' in type.getFields()) return ' { id }';
  return ` { ${leavesOf(type)} }`;
}

function leavesOf(type: GraphQLObjectType): string {
  const leaves = Object.values(type.getFields()).filter((field) =>
    isLeafType(getNamedType(field.type)),
  );
  return leaves.map(({ name }) => name).join(' ');
}
