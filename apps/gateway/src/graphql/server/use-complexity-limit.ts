import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.ts';
import { operationTooLarge } from './errors.ts';

/** Refuses an operation whose fields times rows are too many, before the first of them is read. */
export function useComplexityLimit(): Plugin {
  const check = ({ args }: { args: ExecutionArgs }): void => {
    const complexity = complexityOfOperation(args);
    if (complexity <= limits.complexityMax) return;
    const most = `at most ${limits.complexityMax}. Use smaller pages.`;
    throw operationTooLarge(`The operation asks for about ${complexity} values; ${most}`);
  };
  return { onExecute: check, onSubscribe: check };
}

function complexityOfOperation({
  schema,
  document,
  variableValues,
  operationName,
}: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const values = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variableValues ?? {},
  );
  // Variables that do not fit are reported by the execution itself, which then reads nothing.
  if (values.coerced === undefined) return 0;
  return complexityFromQuery(only(document, operation), { schema, variables: values.coerced })
    .complexity;
}

/** The counter takes the first operation that it finds; the one that runs may be another. */
function only(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return { ...document, definitions: [operation, ...fragments] };
}
