import { crateInvalid } from './errors.ts';

const charsMax = 256;
const comparator =
  /^(?<op>>=|<=|=|>|<|~|\^|)\s*(?<version>[0-9xX*][0-9A-Za-z.*-]*)(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * A version requirement in the one spelling that cargo's own library prints: `^` where nothing was
 * said, one blank after each comma, no build metadata.
 *
 * @throws AppError `CARGO_CRATE_INVALID`
 */
export function normaliseRequirement(text: string): string {
  if (text.length > charsMax) throw crateInvalid('A version requirement is too long.');
  if (text.trim() === '' || text.trim() === '*') return '*';
  return text
    .split(',')
    .map((part) => normaliseComparator(part.trim()))
    .filter((part) => part !== '')
    .join(', ');
}

function normaliseComparator(text: string): string {
  // A comma may end a requirement.
  if (text === '') return '';
  const { op = '', version = '' } = comparator.exec(text)?.groups ?? {};
  if (version === '') {
    throw crateInvalid(`${JSON.stringify(text.slice(0, 80))} is no version requirement.`);
  }
  const plain = version.replaceAll(/[xX](?=\.|$)/g, '*');
  return op === '' && !plain.includes('*') ? `^${plain}` : `${op}${plain}`;
}
