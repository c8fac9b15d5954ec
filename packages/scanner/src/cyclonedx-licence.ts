export type LicenceChoice =
  | { readonly expression: string }
  | { readonly license: { readonly name: string } };

const expressionCharactersMax = 512;

/** What the `license` fields of manifests hold when they name no licence. */
const sayings = new Set(['UNLICENSED', 'UNKNOWN', 'PROPRIETARY', 'CUSTOM', 'OTHER']);

const operators = new Set(['AND', 'OR', 'WITH']);
const tokenPattern = /[()]|[^\s()]+/g;
const identifierPattern = /^[A-Za-z0-9][A-Za-z0-9.:+-]*$/;

/**
 * Manifests promise an SPDX expression and keep it mostly. What reads as one is stated as one;
 * anything else is a name, which tools show but do not interpret.
 */
export function licenceChoice(licence: string): LicenceChoice {
  return isExpression(licence) ? { expression: licence } : { license: { name: licence } };
}

/** SPDX 2.3, annex D: identifiers joined by operators, with balanced parentheses. */
function isExpression(text: string): boolean {
  if (text.length > expressionCharactersMax || sayings.has(text.toUpperCase())) return false;
  let depth = 0;
  let expectsOperand = true;
  for (const token of text.match(tokenPattern) ?? []) {
    if (token === '(') {
      if (!expectsOperand) return false;
      depth += 1;
    } else if (token === ')') {
      depth -= 1;
      if (expectsOperand || depth < 0) return false;
    } else {
      const isOperator = operators.has(token);
      if (isOperator === expectsOperand) return false;
      if (!isOperator && !identifierPattern.test(token)) return false;
      expectsOperand = isOperator;
    }
  }
  return depth === 0 && !expectsOperand;
}
