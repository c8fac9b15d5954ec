import type { PageStore } from '@bonded/vcs';
import type { Ports } from '../ports.ts';

/** A list that is longer is asked for whole. */
const bodyCharsMax = 1024 * 1024;

/** The pages that a source's forge gave, kept for asking whether they changed. */
export function keptPages({ database }: Pick<Ports, 'database'>, sourceId: string): PageStore {
  const { prisma } = database;
  return {
    get: (address) =>
      prisma.vcsPage.findUnique({ where: { sourceId_address: { sourceId, address } } }),
    put: async (address, page) => {
      if (page.body.length > bodyCharsMax) return;
      await prisma.vcsPage.upsert({
        where: { sourceId_address: { sourceId, address } },
        create: { sourceId, address, ...page },
        update: page,
      });
    },
  };
}

export const noPages: PageStore = {
  get: () => Promise.resolve(null),
  put: () => Promise.resolve(),
};
