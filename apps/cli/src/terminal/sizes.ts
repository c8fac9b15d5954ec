import { usageInvalid } from '../errors.ts';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `1536` as `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

const bytesPerUnit: Readonly<Record<string, bigint>> = {
  '': 1n,
  B: 1n,
  kB: 10n ** 3n,
  MB: 10n ** 6n,
  GB: 10n ** 9n,
  TB: 10n ** 12n,
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};

/** Reads `500`, `500MB` or `50GiB`. Errors: CLI_USAGE_INVALID. */
export function parseBytes(text: string): bigint {
  const [, count, unit = ''] = /^(\d{1,15}) ?([kKMGT]?i?B?)$/.exec(text) ?? [];
  const perUnit = Object.hasOwn(bytesPerUnit, unit) ? bytesPerUnit[unit] : undefined;
  if (count !== undefined && perUnit !== undefined) return BigInt(count) * perUnit;
  throw usageInvalid(`"${text}" is no size such as 500MB or 50GiB.`);
}

/** Seconds as `1:02:03` or `2:03`; null, where nobody knows, as `-`. */
export function formatSeconds(seconds: number | null): string {
  if (seconds === null) return '-';
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${tail}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}
