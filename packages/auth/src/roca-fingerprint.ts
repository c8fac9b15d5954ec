/*
 * CVE-2017-15361: one vendor's chips drew primes as k·M + 65537^a mod M, which made them
 * factorable. Such a modulus is a power of 65537 modulo every small prime; a sound one is so
 * with a probability of about 2^-28 over these seventeen.
 */
const smallPrimes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];
const generator = 65_537;

const residuesByPrime = smallPrimes.map((prime) => ({
  prime: BigInt(prime),
  residues: powersOfGenerator(prime),
}));

/** Whether an RSA modulus bears the mark of the broken generator. */
export function hasRocaFingerprint(modulus: bigint): boolean {
  return residuesByPrime.every(({ prime, residues }) => residues.has(Number(modulus % prime)));
}

function powersOfGenerator(prime: number): Set<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * generator) % prime) powers.add(power);
  return powers;
}
