/**
 * How numbers, bytes and moments are written. One locale for now; a page never formats by itself.
 */
const locale = 'en-GB';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const moment = new Intl.DateTimeFormat(locale, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const whole = new Intl.NumberFormat(locale);

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/**
 * Bytes in binary units with at most three digits: `1.42 GiB`. Accepts the wire's decimal string.
 */
export function formatBytes(bytes: number | string | bigint): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(value)));
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export const formatCount = (count: number): string => whole.format(count);

export const formatMoment = (at: string | number | Date): string => moment.format(new Date(at));

/** `3 minutes ago`, `in 2 days`; under a minute it is `just now`. */
export function formatRelative(at: string | number | Date, nowMs = Date.now()): string {
  const seconds = Math.round((new Date(at).getTime() - nowMs) / 1000);
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? 'in a moment' : 'just now';
}

/** A remaining time, coarse on purpose: `40 s`, `3 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A version as lists show it: where it is a digest, as much of it as people compare. */
export function shortVersion(version: string): string {
  return /^sha\d+:[\da-f]{32,}$/u.test(version) ? shortDigest(version) : version;
}

/** The part of a digest that people compare: `sha256:1a2b3c4d5e6f`. */
export function shortDigest(digest: string): string {
  const [algorithm, hex] = digest.includes(':') ? digest.split(':') : ['sha256', digest];
  return `${algorithm}:${(hex ?? '').slice(0, 12)}`;
}
