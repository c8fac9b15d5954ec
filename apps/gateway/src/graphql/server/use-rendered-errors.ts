import type { Logger } from '@bonded/telemetry';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { renderError } from './render-error.ts';
import type { RequestContext } from './request-context.ts';

/**
 * The one place where errors become answers: of queries, of each event, and of requests that
 * never became either.
 */
export function useRenderedErrors(logger: Logger): Plugin<object, RequestContext> {
  return {
    onResultProcess(payload) {
      const { serverContext } = payload;
      // Batches are refused before anything is executed, so a result is one, or a stream of them.
      const result = payload.result as ExecutionResult | AsyncIterable<ExecutionResult>;
      const rendered = (one: ExecutionResult) => render(one, serverContext.requestId, logger);
      payload.setResult(
        isAsyncIterable<ExecutionResult>(result)
          ? mapAsyncIterator(result, rendered)
          : rendered(result),
      );
    },
  };
}

function render(result: ExecutionResult, requestId: string, logger: Logger): ExecutionResult {
  if (result.errors === undefined) return result;
  const rendered = result.errors.map((error) => renderError(error, requestId));
  for (const [index, { isInternal }] of rendered.entries()) {
    if (isInternal) logFailure(logger, requestId, result.errors[index]);
  }
  const codes = new Set(rendered.map(({ error }) => error.extensions['code']));
  logger.info({ requestId, codes: [...codes] }, 'a GraphQL request had errors');
  const errors = rendered.map(({ error }) => (hasData(result) ? withoutStatus(error) : error));
  return { ...result, errors };
}

function logFailure(logger: Logger, requestId: string, error: GraphQLError | undefined): void {
  const { path, originalError } = error ?? {};
  logger.error({ err: originalError ?? error, requestId, path }, 'a GraphQL field failed');
}

/** An answer with data is a 200, whatever some of its fields say. */
function hasData(result: ExecutionResult): boolean {
  return result.data !== undefined;
}

function withoutStatus(error: GraphQLError): GraphQLError {
  delete error.extensions['http'];
  return error;
}
