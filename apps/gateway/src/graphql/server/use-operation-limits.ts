import { EnvelopArmor } from '@escape.tech/graphql-armor';
import { type ASTVisitor, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.ts';
import { operationTooLarge } from './errors.ts';

/**
 * What a document may be before anything is known of its meaning: the lexer counts tokens, and
 * validation counts the rest with every fragment at its full size (D4.4).
 */
export function useOperationLimits(): Plugin[] {
  const armor = new EnvelopArmor({
    maxTokens: { n: limits.tokensMax, ...refuse(`${limits.tokensMax} tokens`) },
    maxDepth: {
      n: limits.depthMax,
      flattenFragments: true,
      ...refuse(`${limits.depthMax} levels of fields`),
    },
    // By default `__typename` may be aliased without end.
    maxAliases: { n: limits.aliasesMax, allowList: [], ...refuse(`${limits.aliasesMax} aliases`) },
    maxDirectives: { n: limits.directivesMax, ...refuse(`${limits.directivesMax} directives`) },
    costLimit: {
      maxCost: limits.staticCostMax,
      flattenFragments: true,
      ...refuse(`a cost of ${limits.staticCostMax}`),
    },
    // Suggestions are taken out where errors are rendered, of variables too.
    blockFieldSuggestion: { enabled: false },
  });
  // An Envelop plugin is a Yoga plugin; it only asks for no context of ours.
  const plugins = armor.protect().plugins as unknown as Plugin[];
  return [{ onValidate: ({ addValidationRule }) => addValidationRule(fewSelections) }, ...plugins];
}

function tooLarge(bound: string): Error {
  return operationTooLarge(`The operation is too large: at most ${bound}.`);
}

function refuse(bound: string): { readonly onReject: (() => never)[] } {
  return {
    onReject: [
      () => {
        throw tooLarge(bound);
      },
    ],
  };
}

// Validation is cached by the names of the rules, so this one needs a name.
function fewSelections(): ASTVisitor {
  return {
    Document(document) {
      let left = limits.selectionsMax;
      const count = () => {
        left -= 1;
        if (left < 0) throw tooLarge(`${limits.selectionsMax} fields`);
      };
      visit(document, { Field: count, FragmentSpread: count, InlineFragment: count });
    },
  };
}
