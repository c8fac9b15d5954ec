import type { Actor } from '@bonded/core/access';
import { updateUser } from '@bonded/core/identity';
import { createRepository, updateRepository } from '@bonded/core/repositories';
import { type Caller, explainName } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const open = await makeRepository(warehouse, admin, { slug: 'open' });
const secret = await makeRepository(warehouse, admin, { slug: 'secret' });
await updateRepository(ports, admin, { id: open.id, isPublic: true });
const group = await createRepository(ports, admin, {
  ...{ project: 'harbour', slug: 'all', format: 'NPM', kind: 'GROUP', isPublic: true },
  members: ['open', 'secret'],
});
await publish(warehouse, admin, { repository: secret, name: 'pear', version: '1.0.0' });

const inSecret = { role: 'Consumer', project: 'harbour', repository: 'secret' } as const;
const bob = await signInNew(warehouse, admin, 'bob', inSecret);
const owner = await signInNew(warehouse, admin, 'owner', { role: 'Admin', project: 'harbour' });

async function answersTo(
  actor: Actor,
  as?: Caller,
  repository = group,
): Promise<readonly string[]> {
  const question = { repository, name: 'pear', ...(as !== undefined && { as }) };
  const answers = await explainName(ports, actor, question);
  return answers.map(({ repository: { slug }, answer }) => `${slug} ${answer}`);
}

describe('where a name would come from, for somebody else', () => {
  it('is what they would hear themselves, and what they may not read is named', async () => {
    expect(await answersTo(admin, { user: 'bob' })).toEqual(['open lacks', 'secret has']);
    expect(await answersTo(admin, 'anonymous')).toEqual(['open lacks', 'secret forbidden']);
    expect(await answersTo(owner, { user: 'BOB ' })).toEqual(['open lacks', 'secret has']);
    expect(await answersTo(bob)).toEqual(['open lacks', 'secret has']);
  });

  it('is told to who may see bindings there, and to nobody else', async () => {
    expect(await codeOf(answersTo(bob, { user: 'owner' }))).toBe('ACCESS_DENIED');
    const inOpen = { role: 'Consumer', project: 'harbour', repository: 'open' } as const;
    const eve = await signInNew(warehouse, admin, 'eve', inOpen);
    // What one may not read is not told of for anybody.
    expect(await answersTo(eve, 'anonymous')).toEqual(['open lacks']);
  });

  it('stops at a group that is not there for them', async () => {
    const hidden = await updateRepository(ports, admin, { id: group.id, isPublic: false });
    expect(await answersTo(admin, 'anonymous', hidden)).toEqual(['all forbidden']);
  });

  it('says of a name that nobody has what it says of one without rights', async () => {
    expect(await codeOf(answersTo(admin, { user: 'nobody' }))).toBe('USER_NOT_FOUND');
    expect(await answersTo(owner, { user: 'nobody' })).toEqual(['open lacks', 'secret forbidden']);
    const gone = await signInNew(warehouse, admin, 'gone', inSecret);
    await updateUser(ports, admin, { id: gone.userId ?? '', isDisabled: true });
    expect(await answersTo(admin, { user: 'gone' })).toEqual(['open lacks', 'secret forbidden']);
  });
});
