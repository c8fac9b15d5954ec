import type { Logger } from '@bonded/telemetry';
import { createYoga, useExecutionCancellation, type YogaServerInstance } from 'graphql-yoga';
import { limits } from '../limits.ts';
import type { GraphqlPorts } from '../ports.ts';
import { schema } from '../schema.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { contextOf, type RequestContext } from './request-context.ts';
import { createStatementBudget } from './statement-budget.ts';
import { useComplexityLimit } from './use-complexity-limit.ts';
import { useIntrospectionRule } from './use-introspection-rule.ts';
import { useOperationLimits } from './use-operation-limits.ts';
import { useOwnExecution } from './use-own-execution.ts';
import { usePersistedOperations } from './use-persisted-operations.ts';
import { useRenderedErrors } from './use-rendered-errors.ts';

export interface YogaOptions {
  readonly ports: GraphqlPorts;
  readonly logger: Logger;
  readonly operations: PersistedOperations;
  readonly isIntrospectionForAll: boolean;
  readonly closing: AbortSignal;
}

/** GraphQL from a request to its answer. Who sends it was found out before. */
export function createBondedYoga(options: YogaOptions): YogaServerInstance<RequestContext, object> {
  const budget = createStatementBudget(options.ports.database.prisma);
  const { ports, closing } = options;
  const surroundings = { ports, prisma: budget.prisma, closing };
  return createYoga<RequestContext>({
    schema,
    context: (request) => contextOf(surroundings, request),
    graphqlEndpoint: '/graphql',
    plugins: [
      usePersistedOperations(options.operations),
      ...useOperationLimits(),
      useIntrospectionRule(options.isIntrospectionForAll),
      useComplexityLimit(),
      useOwnExecution(budget),
      useExecutionCancellation(),
      useRenderedErrors(options.logger),
    ],
    // Errors are rendered by our own plugin, which also says them to the log.
    maskedErrors: false,
    logging: false,
    batching: false,
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    maxRequestBodySize: limits.bodyBytesMax,
  });
}
