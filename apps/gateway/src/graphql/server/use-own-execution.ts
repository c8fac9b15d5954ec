import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
} from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { GraphqlContext } from '../context.ts';
import type { Watched } from '../subscriptions/watch.ts';
import type { StatementBudget } from './statement-budget.ts';

/**
 * Gives each operation a budget of statements, and each event of a subscription a budget,
 * rights and loaders of its own: an event is judged under what its subscriber may see when it
 * happens, never under what was so before (D4.8).
 */
export function useOwnExecution(budget: StatementBudget): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      // Yoga leaves open what executing gives; only its own parts look at it.
      const run = executeFn as (args: ExecutionArgs) => unknown;
      setExecuteFn((args) => budget.run(() => run(args)));
    },
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args: ExecutionArgs) => subscribe(args, budget));
    },
  };
}

async function subscribe(args: ExecutionArgs, budget: StatementBudget) {
  const source = await budget.run(() => createSourceEventStream(args));
  if (!isAsyncIterable<Watched<unknown>>(source)) return source;
  // Made by our own `contextOf`.
  const context = args.contextValue as GraphqlContext;
  return mapAsyncIterator(source, (event): Promise<ExecutionResult> | ExecutionResult =>
    budget.run(() =>
      execute({ ...args, rootValue: event, contextValue: context.renewed(event.actor) }),
    ),
  );
}
