import type { Prisma } from '@bonded/database';
import { literally } from '../input/index.ts';

/** A way in which a name answers a word, said to the database and of a name that is at hand. */
interface Answer {
  readonly where: (word: string) => Prisma.PackageWhereInput;
  readonly holds: (name: string, word: string) => boolean;
}

/** What stands before the last part of a name: `@types/node`, `org.slf4j:slf4j-api`. */
const partMarks = ['/', ':'] as const;

/** The best answers first; a name that only contains the word comes after all of them. */
const answers: readonly Answer[] = [
  {
    where: (word) => ({ name: { equals: literally(word), mode: 'insensitive' } }),
    holds: (name, word) => name === word,
  },
  {
    where: (word) => ({ name: { startsWith: literally(word), mode: 'insensitive' } }),
    holds: (name, word) => name.startsWith(word),
  },
  {
    where: (word) => ({
      OR: partMarks.map((mark) => ({
        name: { endsWith: mark + literally(word), mode: 'insensitive' as const },
      })),
    }),
    holds: (name, word) => partMarks.some((mark) => name.endsWith(mark + word)),
  },
];

/**
 * Sets of names, each within the next: those that have all the words and answer one of them best,
 * then those that answer less well too, and last those that have all the words.
 */
export function namedSets(words: readonly string[]): readonly Prisma.PackageWhereInput[] {
  if (words.length === 0) return [];
  const all = words.map((word) => ({
    name: { contains: literally(word), mode: 'insensitive' as const },
  }));
  const better = answers.map((_answer, at) => {
    const among = answers.slice(0, at + 1);
    return { AND: [...all, { OR: words.flatMap((word) => among.map((one) => one.where(word))) }] };
  });
  return [...better, { AND: all }];
}

/** Of which of those sets the name is new; beyond them all, how many there are. */
export function nameRank(name: string, words: readonly string[]): number {
  const lowerName = name.toLowerCase();
  const lowerWords = words.map((word) => word.toLowerCase());
  if (!lowerWords.every((word) => lowerName.includes(word))) return answers.length + 1;
  const best = answers.findIndex(({ holds }) => lowerWords.some((word) => holds(lowerName, word)));
  return best === -1 ? answers.length : best;
}
