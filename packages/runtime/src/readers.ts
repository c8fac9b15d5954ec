import { Secret } from '@bonded/kernel';

/**
 * The readers that settings are made of: each throws a sentence when the text is not one of its
 * kind.
 */

export function text(fallback: string) {
  return (given: string | undefined): string => given ?? fallback;
}

export function optionalText(given: string | undefined): string | null {
  return given ?? null;
}

export function requiredText(given: string | undefined): string {
  if (given === undefined) throw new Error('is not set');
  return given;
}

export function secret(given: string | undefined): Secret | null {
  return given === undefined ? null : new Secret(given);
}

export function requiredSecret(given: string | undefined): Secret {
  return new Secret(requiredText(given));
}

export function wholeNumber(options: {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}) {
  return (given: string | undefined): number => {
    if (given === undefined) return options.fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= options.min && value <= options.max) return value;
    throw new Error(`is "${given}", not a whole number from ${options.min} to ${options.max}`);
  };
}

/** A port to listen on; 0 picks a free one. */
export function port(fallback: number) {
  return wholeNumber({ fallback, min: 0, max: 65_535 });
}

export function flag(fallback: boolean) {
  return (given: string | undefined): boolean => {
    if (given === undefined) return fallback;
    if (given === 'true' || given === '1') return true;
    if (given === 'false' || given === '0') return false;
    throw new Error(`is "${given}", not true or false`);
  };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[], fallback: Choice) {
  return (given: string | undefined): Choice => {
    const found = choices.find((choice) => choice === (given ?? fallback));
    if (found === undefined) throw new Error(`is "${given}", not one of ${choices.join(', ')}`);
    return found;
  };
}

/** An http(s) address without a trailing slash. */
export function address(given: string | undefined): string {
  const url = URL.parse(requiredText(given));
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`is "${given}", not an http or https address`);
  }
  return withoutTrailingSlashes(url.href);
}

function withoutTrailingSlashes(href: string): string {
  let end = href.length;
  while (href[end - 1] === '/') end -= 1;
  return href.slice(0, end);
}

export function list(given: string | undefined): readonly string[] {
  return (given ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
