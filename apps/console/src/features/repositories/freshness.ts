const unitSeconds = { HOURS: 3600, MINUTES: 60, SECONDS: 1 } as const;

/** What a time is counted in. */
export type FreshUnit = keyof typeof unitSeconds;

/** The smallest first, as people look for one. */
export const freshUnits: readonly FreshUnit[] = ['SECONDS', 'MINUTES', 'HOURS'];

/** A time as it is typed: an amount and what it is counted in. */
export interface Freshness {
  readonly freshFor: string;
  readonly freshUnit: FreshUnit;
}

/** In the largest unit that it is a whole number of. */
export function freshnessOf(seconds: number): Freshness {
  const whole = freshUnits.filter((unit) => seconds % unitSeconds[unit] === 0);
  const freshUnit = (seconds === 0 ? undefined : whole.at(-1)) ?? 'SECONDS';
  return { freshFor: String(seconds / unitSeconds[freshUnit]), freshUnit };
}

export function secondsOf({ freshFor, freshUnit }: Freshness): number {
  return Math.round(Number(freshFor) * unitSeconds[freshUnit]);
}
