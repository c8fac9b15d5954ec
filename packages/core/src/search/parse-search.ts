import { Format } from '@bonded/database';
import { type Digest, isDigest } from '@bonded/kernel';
import { z } from 'zod';
import { parseInput } from '../input/index.ts';
import { searchInvalid } from './errors.ts';
import {
  type Pattern,
  type SearchCondition,
  type SearchTerm,
  searchedSeverities,
  traits,
} from './search-term.ts';
import { type Token, tokenise } from './tokenise.ts';

const textCharsMax = 500;
const termsMax = 16;

const input = z.string().max(textCharsMax, `At most ${textCharsMax} characters.`);

/** What each key takes. A second name for a key is its own line. */
const keys: Readonly<Record<string, (value: string) => SearchCondition>> = {
  repo: (value) => repositoryOf(value),
  project: (project) => ({ kind: 'project', project: project.toLowerCase() }),
  format: (value) => ({ kind: 'format', format: oneOf('format', Object.values(Format), value) }),
  is: (value) => ({ kind: 'is', trait: oneOf('is', traits, value) }),
  severity: (value) => ({
    kind: 'severity',
    severity: oneOf('severity', searchedSeverities, value),
  }),
  name: (name) => ({ kind: 'name', name }),
  version: (value) => ({ kind: 'version', version: patternOf(value) }),
  licence: (value) => ({ kind: 'licence', licence: patternOf(value) }),
  license: (value) => ({ kind: 'licence', licence: patternOf(value) }),
  cve: (value) => ({
    kind: 'advisory',
    id: /^\d{4}-\d+$/.test(value) ? `CVE-${value}` : idOf(value),
  }),
  advisory: (value) => ({ kind: 'advisory', id: idOf(value) }),
  digest: (value) => ({ kind: 'digest', digest: digestOf(value) }),
  purl: (purl) => ({ kind: 'purl', purl: purlOf(purl) }),
};

/** As people are shown them. */
export const searchKeys = Object.keys(keys).filter((key) => key !== 'license');

/**
 * Reads a search: words, `key:value` terms and "quoted text", all of which must hold, each turned
 * round by a `-` before it. An advisory's id, a digest or a purl needs no key. Errors:
 * SEARCH_INVALID, INVALID_INPUT.
 */
export function parseSearch(text: string): readonly SearchTerm[] {
  const tokens = tokenise(parseInput(input, text));
  if (tokens.length > termsMax) throw searchInvalid(`A search has at most ${termsMax} terms.`);
  return tokens.map((token) => ({
    isNegated: token.isNegated,
    condition: conditionOf(token),
  }));
}

function conditionOf({ key, value, isQuoted }: Token): SearchCondition {
  const whole = key === null ? value : `${key}:${value}`;
  const evident = isQuoted ? null : evidentOf(whole);
  if (evident !== null) return evident;
  if (key === null) return wordOf(value, isQuoted);
  const read = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (read === undefined) {
    const known = searchKeys.map((each) => `${each}:`).join(', ');
    throw searchInvalid(
      `There is no "${key}:". A search takes ${known}. For the text itself, write it in quotes.`,
      { details: { key, allowed: searchKeys } },
    );
  }
  if (value === '') throw searchInvalid(`"${key}:" is followed by nothing.`, { details: { key } });
  return read(value);
}

const advisoryPattern = /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|MAL-\d{4}-\d+)$/i;

/** What a term is that can be nothing else, though no key says so. */
function evidentOf(term: string): SearchCondition | null {
  if (advisoryPattern.test(term)) return { kind: 'advisory', id: idOf(term) };
  if (term.startsWith('pkg:')) return { kind: 'purl', purl: purlOf(term) };
  const hex = hexOf(term);
  return isDigest(hex) ? { kind: 'digest', digest: hex } : null;
}

function wordOf(text: string, isQuoted: boolean): SearchCondition {
  if (text === '') throw searchInvalid('A term is empty.');
  const at = text.lastIndexOf('@');
  if (isQuoted || at <= 0) return { kind: 'word', text };
  return { kind: 'coordinate', name: text.slice(0, at), version: text.slice(at + 1) };
}

function repositoryOf(value: string): SearchCondition {
  const [project = '', repository = '', ...more] = value.toLowerCase().split('/');
  if (project !== '' && repository !== '' && more.length === 0) {
    return { kind: 'repository', project, repository };
  }
  throw searchInvalid(`"repo:" takes project/repository, and "project:" a whole project.`, {
    details: { key: 'repo' },
  });
}

function oneOf<Word extends string>(key: string, words: readonly Word[], value: string): Word {
  const word = words.find((each) => each.toLowerCase() === value.toLowerCase());
  if (word !== undefined) return word;
  const allowed = words.map((each) => each.toLowerCase());
  throw searchInvalid(`"${key}:" takes ${allowed.join(', ')}, not "${value}".`, {
    details: { key, allowed },
  });
}

/** A `*` at the end stands for whatever follows. */
function patternOf(value: string): Pattern {
  const isPrefix = value.endsWith('*');
  return { text: isPrefix ? value.slice(0, -1) : value, isPrefix };
}

/** As the databases spell them: `CVE-2021-44228`, `GHSA-jfh8-c2jp-5v3q`. */
function idOf(value: string): string {
  if (/^(?:cve|mal)-/i.test(value)) return value.toUpperCase();
  return /^ghsa-/i.test(value) ? `GHSA${value.slice('GHSA'.length).toLowerCase()}` : value;
}

function digestOf(value: string): Digest {
  const hex = hexOf(value);
  if (isDigest(hex)) return hex;
  throw searchInvalid('"digest:" takes a whole SHA-256: sha256: and 64 hexadecimal characters.', {
    details: { key: 'digest' },
  });
}

function hexOf(value: string): string {
  return value.toLowerCase().replace(/^sha256:/, '');
}

function purlOf(value: string): string {
  if (/^pkg:[a-z][\w.+-]*\/[^\s/]/i.test(value)) return value;
  throw searchInvalid('"purl:" takes a package URL: pkg:npm/left-pad, with or without a version.', {
    details: { key: 'purl' },
  });
}
