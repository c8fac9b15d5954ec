const gibibyte = 1024 ** 3;

/** A limit in bytes as people write it, in GiB; empty where there is none. */
export function gibibytesOf(limitBytes: string | null | undefined): string {
  return limitBytes === null || limitBytes === undefined
    ? ''
    : String(Number(limitBytes) / gibibyte);
}

/** The bytes of an amount in GiB; null for none, undefined for what is no amount. */
export function bytesOfGibibytes(text: string): string | null | undefined {
  const amount = text.trim();
  if (amount === '') return null;
  if (!/^\d{1,9}([.]\d{1,9})?$/.test(amount)) return undefined;
  return String(Math.round(Number(amount) * gibibyte));
}
