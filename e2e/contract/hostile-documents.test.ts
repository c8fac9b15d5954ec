import { beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, signIn } from '../stack/api.ts';
import type { Shelf } from './driver.ts';
import { atNoCost, unfinishedBytes } from './hostile/cost.ts';
import { documentDoors } from './hostile/document-doors.ts';
import { expectRefusal } from './hostile/envelopes.ts';
import { hostileDocuments } from './hostile/hostile-documents.ts';
import { expectNoTrace } from './hostile/knock.ts';
import { listArtifacts } from './versions.ts';

const admin = await signIn();

async function namesIn(shelf: Shelf): Promise<readonly string[]> {
  return (await listArtifacts(shelf)).map(({ id, version }) => `${version} ${id}`);
}

describe.each(documentDoors)('$format, $name', (door) => {
  let shelf: Shelf;
  let before: readonly string[];

  beforeAll(async () => {
    shelf = { client: admin, place: await makeRepository(admin, door.format) };
    const prepared = await door.prepare?.(shelf);
    if (prepared?.ok === false) throw new Error(await prepared.text());
    before = await namesIn(shelf);
  });

  it.each(hostileDocuments(door.language))('D5.12 D5.13 refuses $name', async ({ textOf }) => {
    const document = Buffer.from(textOf(await door.honest(), door.own));
    const answer = await atNoCost('gateway', () => door.send(shelf, document));
    await expectRefusal(door.format, answer);
    expect(await unfinishedBytes()).toEqual([]);
  });

  it('holds nothing of all that, and still takes an honest document', async () => {
    expect(await namesIn(shelf)).toEqual(before);
    if (before.length === 0) await expectNoTrace(admin, shelf);
    const answer = await door.send(shelf, Buffer.from(await door.honest()));
    expect(answer.ok, await answer.text()).toBe(true);
  });
});
