const units = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 } as const;
type Unit = keyof typeof units;

const amounts = /^(\d{1,16}(?:\.\d{1,9})?)\s*(TiB|GiB|MiB|KiB|B)?$/i;
/** So many digits behind the point are still an amount that people write. */
const digitsMax = 3;

/** A limit in bytes as people write it: in the largest unit that says it exactly. Empty: none. */
export function amountOf(limitBytes: string | null | undefined): string {
  if (limitBytes === null || limitBytes === undefined) return '';
  const bytes = Number(limitBytes);
  for (const [unit, size] of Object.entries(units)) {
    const amount = bytes / size;
    if (amount < 1 && unit !== 'B') continue;
    if (Number(amount.toFixed(digitsMax)) === amount) return `${amount} ${unit}`;
  }
  return `${bytes} B`;
}

/** The bytes of an amount, in GiB without a unit; null for none, undefined for what is none. */
export function bytesOf(text: string): string | null | undefined {
  const written = text.trim();
  if (written === '') return null;
  const [, amount, unit = 'GiB'] = amounts.exec(written) ?? [];
  if (amount === undefined) return undefined;
  return String(Math.round(Number(amount) * units[spelled(unit)]));
}

function spelled(unit: string): Unit {
  // The pattern lets no other unit through.
  const known = (Object.keys(units) as Unit[]).find(
    (each) => each.toLowerCase() === unit.toLowerCase(),
  );
  return known ?? 'GiB';
}
