import { createRepository, findWriteTarget, updateRepository } from '@bonded/core/repositories';
import { createUpload } from '@bonded/core/uploads';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const first = await makeRepository(warehouse, admin, { slug: 'first' });
const second = await makeRepository(warehouse, admin, { slug: 'second' });

let made = 0;

interface GroupWish {
  readonly members?: readonly string[];
  readonly writeTarget?: string;
}

function makeGroup({ members = ['first', 'second'], ...wish }: GroupWish = {}) {
  const slug = `group-${(made += 1)}`;
  const place = { project: 'harbour', slug, format: 'NPM', kind: 'GROUP' } as const;
  return createRepository(ports, admin, { ...place, members: [...members], ...wish });
}

describe('the write target of a group', () => {
  it('is the hosted member that it names, and none where it names none', async () => {
    const group = await makeGroup({ writeTarget: 'second' });
    expect((await findWriteTarget(ports, group))?.id).toBe(second.id);
    expect(await findWriteTarget(ports, await makeGroup())).toBeNull();
    expect((await findWriteTarget(ports, first))?.id).toBe(first.id);
    const cleared = await updateRepository(ports, admin, { id: group.id, writeTarget: '' });
    expect(await findWriteTarget(ports, cleared)).toBeNull();
    const other = await updateRepository(ports, admin, { id: group.id, writeTarget: 'first' });
    expect((await findWriteTarget(ports, other))?.id).toBe(first.id);
  });

  it('has to be a hosted member of this very group, before and after a change', async () => {
    const upstreamUrl = 'http://127.0.0.1:9/';
    await createRepository(ports, admin, {
      ...{ project: 'harbour', slug: 'proxy', format: 'NPM', kind: 'PROXY', upstreamUrl },
    });
    const nested = await makeGroup();
    for (const wish of [
      { members: ['first'], writeTarget: 'second' },
      { members: ['proxy'], writeTarget: 'proxy' },
      { members: [nested.slug], writeTarget: nested.slug },
      { members: [], writeTarget: 'first' },
    ]) {
      expect(await codeOf(makeGroup(wish))).toBe('SUPPLY_INVALID');
    }
    expect(await codeOf(makeGroup({ writeTarget: 'nowhere' }))).toBe('REPOSITORY_NOT_FOUND');
    const { id } = await makeGroup({ writeTarget: 'second' });
    const change = ({ members, ...wish }: GroupWish) =>
      updateRepository(ports, admin, { id, ...wish, ...(members && { members: [...members] }) });
    const refused = await refusalOf(change({ members: ['first'] }));
    expect(refused.message).toContain('would be no member any more');
    await change({ members: ['first'], writeTarget: 'first' });
    expect(await codeOf(change({ writeTarget: 'second' }))).toBe('SUPPLY_INVALID');
    const hosted = updateRepository(ports, admin, { id: first.id, writeTarget: 'second' });
    expect(await codeOf(hosted)).toBe('SUPPLY_INVALID');
  });

  it('takes uploads for the group, by the rights that somebody has in it', async () => {
    const group = await makeGroup({ writeTarget: 'second' });
    const wish = {
      ...{ repository: `harbour/${group.slug}`, path: 'apple/-/apple-1.0.0.tgz' },
      ...{ contentType: null, expectedDigest: null, sizeBytes: 3, metadata: {} },
      ...{ isPartial: false, concatOf: [] },
    };
    expect((await createUpload(ports, admin, wish)).repositoryId).toBe(second.id);
    const person = { role: 'Publisher', project: 'harbour', repository: group.slug };
    const here = await signInNew(warehouse, admin, 'only-here', person);
    expect(await codeOf(createUpload(ports, here, wish))).toBe('REPOSITORY_NOT_FOUND');
    const none = { ...wish, repository: `harbour/${(await makeGroup()).slug}` };
    expect(await codeOf(createUpload(ports, admin, none))).toBe('REPOSITORY_READ_ONLY');
  });

  it('is never published to behind the back of its address', async () => {
    const group = await makeGroup({ writeTarget: 'second' });
    const act = publish(warehouse, admin, { repository: group, name: 'pear', version: '1.0.0' });
    expect(await codeOf(act)).toBe('REPOSITORY_READ_ONLY');
  });
});
