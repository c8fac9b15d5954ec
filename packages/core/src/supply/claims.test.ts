import { describe, expect, it } from 'vitest';
import type { RepositoryWithProject } from '../repositories/index.ts';
import { claimOf } from './claims.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

// What is asked of them here is no more than this.
const nobodyHasIt = {
  database: { prisma: { package: { findFirst: () => Promise.resolve(null) } } },
} as unknown as Parameters<typeof claimOf>[0];
const somebodyHasIt = {
  database: {
    prisma: { package: { findFirst: () => Promise.resolve({ repository: { slug: 'hosted' } }) } },
  },
} as unknown as typeof nobodyHasIt;
const proxy = { projectId: 'p', id: 'r', format: 'PYPI' } as RepositoryWithProject;
const isClaimed = async (...asked: Parameters<typeof claimOf>) =>
  (await claimOf(...asked)) !== null;
const nameKeyOf = (name: string) => name.toLowerCase().replaceAll('_', '-');

function settingsOf(claimedNames: string[], sharedNames: string[] = []): UpstreamSettings {
  return { claimedNames, sharedNames } as unknown as UpstreamSettings;
}

describe('a name is ours', () => {
  it.each([
    ['acme-tool', 'acme-tool', true],
    ['Acme_Tool', 'acme-tool', true],
    ['ACME_*', 'acme-tool', true],
    ['acme-*', 'acmetool', false],
    ['acme', 'acme-tool', false],
  ])('D5.1 where an operator claims %s, for %s: %s', async (pattern, name, expected) => {
    const asked = { upstream: settingsOf([pattern]), name, nameKeyOf };
    expect(await isClaimed(nobodyHasIt, proxy, asked)).toBe(expected);
  });

  it('in one spelling alone where the ecosystem knows but one', async () => {
    const upstream = settingsOf(['@Acme/*']);
    expect(await isClaimed(nobodyHasIt, proxy, { upstream, name: '@acme/x' })).toBe(false);
    expect(await isClaimed(nobodyHasIt, proxy, { upstream, name: '@Acme/x' })).toBe(true);
  });

  it('where a hosted repository beside it has it, unless an operator shares it', async () => {
    const asked = { name: 'acme-tool', nameKeyOf };
    const plain = { ...asked, upstream: settingsOf([]) };
    expect(await isClaimed(somebodyHasIt, proxy, plain)).toBe(true);
    const shared = { ...asked, upstream: settingsOf([], ['Acme_Tool']) };
    expect(await isClaimed(somebodyHasIt, proxy, shared)).toBe(false);
  });
});
