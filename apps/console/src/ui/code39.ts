/**
 * Code 39 (ISO/IEC 16388): nine elements a character, three of them wide (1), starting with a bar.
 */
const patterns: Readonly<Record<string, string>> = {
  '0': '000110100',
  '1': '100100001',
  '2': '001100001',
  '3': '101100000',
  '4': '000110001',
  '5': '100110000',
  '6': '001110000',
  '7': '000100101',
  '8': '100100100',
  '9': '001100100',
  A: '100001001',
  B: '001001001',
  C: '101001000',
  D: '000011001',
  E: '100011000',
  F: '001011000',
  G: '000001101',
  H: '100001100',
  I: '001001100',
  J: '000011100',
  K: '100000011',
  L: '001000011',
  M: '101000010',
  N: '000010011',
  O: '100010010',
  P: '001010010',
  Q: '000000111',
  R: '100000110',
  S: '001000110',
  T: '000010110',
  U: '110000001',
  V: '011000001',
  W: '111000000',
  X: '010010001',
  Y: '110010000',
  Z: '011010000',
  '-': '010000101',
  '*': '010010100',
};

const narrow = 1.1;
const wide = 2.75;

export interface Bars {
  readonly bars: readonly { readonly x: number; readonly width: number }[];
  readonly width: number;
}

/**
 * Bars of `text` between the start and stop characters. Characters outside the set are left out.
 */
export function code39Bars(text: string): Bars {
  const bars: { x: number; width: number }[] = [];
  let x = 0;
  for (const character of `*${text.toUpperCase()}*`) {
    const pattern = patterns[character];
    if (!pattern) continue;
    for (const [index, element] of pattern.split('').entries()) {
      const width = element === '1' ? wide : narrow;
      if (index % 2 === 0) bars.push({ x: Number(x.toFixed(2)), width });
      x += width;
    }
    x += narrow;
  }
  return { bars, width: Number(x.toFixed(2)) };
}
