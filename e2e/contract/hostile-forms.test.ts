import { beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, signIn } from '../stack/api.ts';
import type { Shelf } from './driver.ts';
import { atNoCost, unfinishedBytes } from './hostile/cost.ts';
import { expectRefusal } from './hostile/envelopes.ts';
import { formDoors } from './hostile/form-doors.ts';
import { formOf, hostileForms } from './hostile/hostile-forms.ts';
import { expectNoTrace } from './hostile/knock.ts';

const admin = await signIn();

describe.each(formDoors)('$format, $name', (door) => {
  let shelf: Shelf;

  beforeAll(async () => {
    shelf = { client: admin, place: await makeRepository(admin, door.format) };
  });

  it.each([...hostileForms, ...door.lies])('D5.9 D5.13 refuses $name', async (hostile) => {
    const form = hostile.formOf(await door.parts());
    const answer = await atNoCost('gateway', () => door.send(shelf, form));
    await expectRefusal(door.format, answer);
    expect(answer.headers.get('x-injected')).toBeNull();
    expect(await unfinishedBytes()).toEqual([]);
  });

  it('holds nothing of all that, and still takes an honest form', async () => {
    await expectNoTrace(admin, shelf);
    const answer = await door.send(shelf, formOf(await door.parts()));
    expect(answer.ok, await answer.text()).toBe(true);
  });
});
