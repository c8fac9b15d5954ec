import { deleteTag, setTag } from '@bonded/core/artifacts';
import { describe, expect, it } from 'vitest';
import { upstreamActor } from '../src/supply/upstream-actor.ts';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { proxiesIn } from './proxies.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'apples' });
const { makeProxy } = proxiesIn(warehouse, admin);

/** A proxy that has fetched two versions, of which its upstream calls one `latest`. */
async function makeTagged() {
  const proxy = await makeProxy('http://127.0.0.1:9/');
  const goods = { repository: proxy, name: 'pear' };
  await publish(warehouse, upstreamActor, { ...goods, version: '2.0.0' });
  const { artifact } = await publish(warehouse, upstreamActor, {
    ...{ ...goods, version: '1.0.0' },
    tags: ['latest', 'old'],
  });
  return { proxy, packageId: artifact.packageId };
}

async function tagsOf(packageId: string): Promise<Readonly<Record<string, string>>> {
  const tags = await ports.database.prisma.tag.findMany({
    where: { packageId },
    include: { artifact: { select: { version: true } } },
  });
  return Object.fromEntries(tags.map(({ name, artifact }) => [name, artifact.version]));
}

describe('the tags of a proxy', () => {
  it('are nobody’s to move or to delete, and stay as they were', async () => {
    const { packageId } = await makeTagged();
    const before = await tagsOf(packageId);
    for (const name of ['latest', 'next']) {
      const refused = await refusalOf(setTag(ports, admin, { packageId, name, version: '2.0.0' }));
      expect(refused).toMatchObject({ code: 'REPOSITORY_READ_ONLY', kind: 'denied' });
      expect(refused.message).toContain('upstream');
    }
    for (const name of ['latest', 'old', 'next']) {
      expect(await codeOf(deleteTag(ports, admin, { packageId, name }))).toBe(
        'REPOSITORY_READ_ONLY',
      );
    }
    expect(await tagsOf(packageId)).toEqual(before);
  });

  it('say nothing to who may not publish, and nothing of a proxy that is hidden', async () => {
    const { proxy, packageId } = await makeTagged();
    const place = { project: 'harbour', repository: proxy.slug };
    const reader = await signInNew(warehouse, admin, 'reader', { role: 'Consumer', ...place });
    const stranger = await signInNew(warehouse, admin, 'stranger', {
      ...{ role: 'Publisher', project: 'harbour', repository: 'apples' },
    });
    const wish = { packageId, name: 'latest', version: '2.0.0' };
    expect(await codeOf(setTag(ports, reader, wish))).toBe('ACCESS_DENIED');
    expect(await codeOf(setTag(ports, stranger, wish))).toBe('REPOSITORY_NOT_FOUND');
    expect(await codeOf(deleteTag(ports, stranger, wish))).toBe('REPOSITORY_NOT_FOUND');
  });

  it('are moved by what the upstream says', async () => {
    const { packageId } = await makeTagged();
    await setTag(ports, upstreamActor, { packageId, name: 'latest', version: '2.0.0' });
    expect(await tagsOf(packageId)).toMatchObject({ latest: '2.0.0' });
  });
});
