import type { Rule } from './rule.ts';
import { bannedNames } from './rules/banned-names.ts';
import { barrels } from './rules/barrels.ts';
import { cipherTags } from './rules/cipher-tags.ts';
import { oneTitle, packageReadmes } from './rules/documents.ts';
import { e2eHome } from './rules/e2e-home.ts';
import { errorCodeMeanings, uniqueErrorCodes } from './rules/error-codes.ts';
import { exactPins } from './rules/exact-pins.ts';
import { foreignNames } from './rules/foreign-names.ts';
import { lineLength } from './rules/line-length.ts';
import { markers } from './rules/markers.ts';
import { castReasons, neglectReasons, suppressionReasons } from './rules/reasons.ts';
import { regexSafety } from './rules/regex-safety.ts';
import { schemaImports } from './rules/schema-imports.ts';

/** What tools/tidy judges beyond the formatter, the linter, the layers and dead code. */
export const rules: readonly Rule[] = [
  bannedNames,
  barrels,
  castReasons,
  cipherTags,
  e2eHome,
  errorCodeMeanings,
  exactPins,
  foreignNames,
  lineLength,
  markers,
  neglectReasons,
  oneTitle,
  packageReadmes,
  regexSafety,
  schemaImports,
  suppressionReasons,
  uniqueErrorCodes,
];
