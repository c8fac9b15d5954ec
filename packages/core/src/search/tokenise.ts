import { searchInvalid } from './errors.ts';

/** A term as it was written, before anybody asks what it means. */
export interface Token {
  readonly isNegated: boolean;
  /** What stands before the colon, in lower case; null for plain words and quoted ones. */
  readonly key: string | null;
  readonly value: string;
  readonly isQuoted: boolean;
}

const spaces = /\s*/y;
const token = /(?<minus>-?)(?:(?<key>[A-Za-z]+):)?(?:"(?<quoted>[^"]*)"(?=\s|$)|(?<plain>\S*))/y;

/** Splits a search at spaces, save within quotes. Errors: SEARCH_INVALID for an open quote. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skipSpaces(text, 0); at < text.length; at = skipSpaces(text, token.lastIndex)) {
    token.lastIndex = at;
    const { minus, key, quoted, plain = '' } = token.exec(text)?.groups ?? {};
    const value = quoted ?? plain;
    if (quoted === undefined && value.startsWith('"')) {
      throw searchInvalid(`The quote that begins at ${value} has no end.`);
    }
    tokens.push({
      isNegated: minus === '-',
      key: key?.toLowerCase() ?? null,
      value,
      isQuoted: quoted !== undefined,
    });
  }
  return tokens;
}

function skipSpaces(text: string, from: number): number {
  spaces.lastIndex = from;
  spaces.test(text);
  return spaces.lastIndex;
}
