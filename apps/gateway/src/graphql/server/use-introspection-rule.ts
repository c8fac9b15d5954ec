import { type Actor, allActions, can, globalScope } from '@bonded/core/access';
import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { introspectionDisabled } from './errors.ts';
import type { RequestContext } from './request-context.ts';

/** Lets only those introspect the schema who may do everything anyway (D4.7). */
export function useIntrospectionRule(isForAll: boolean): Plugin<RequestContext> {
  return {
    onValidate({ context, addValidationRule }) {
      if (!isForAll && !isAdmin(context.actor)) addValidationRule(noIntrospection);
    },
  };
}

function isAdmin(actor: Actor): boolean {
  return allActions.every((action) => can(actor, action, globalScope));
}

// Validation is cached by the names of the rules, so this one needs a name.
function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(field) {
      if (field.name.value !== '__schema' && field.name.value !== '__type') return;
      const originalError = introspectionDisabled('Only administrators may introspect the schema.');
      context.reportError(new GraphQLError(originalError.message, { nodes: field, originalError }));
    },
  };
}
