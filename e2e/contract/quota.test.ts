import { beforeAll, describe, expect, inject, it } from 'vitest';
import { signIn } from '../stack/api.ts';
import { setQuota } from '../stack/quota.ts';
import { read, type Shelf } from './driver.ts';
import { servedDrivers } from './served-formats.ts';
import { findVersion, makeShelf, offeredBy, publish, untilState } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);

/** None that another test imports an advisory for. */
const versions = { first: '1.81.0', over: '1.82.0' } as const;

interface Quota {
  readonly usedBytes: string;
  readonly limitBytes: string | null;
  readonly level: string;
}

interface ReadProject {
  readonly project: { readonly quota: Quota };
}

async function readProject({ client, place }: Shelf): Promise<ReadProject['project']> {
  const { project } = await client.graphql<ReadProject>(
    `query ($slug: String!) {
      project(slug: $slug) { quota { usedBytes limitBytes level } }
    }`,
    { slug: place.project },
  );
  return project;
}

interface Receipt {
  readonly subject: string;
  readonly howToUnblock: string;
}

async function decisionOf(text: string) {
  const number = /BD-[2-9A-Z]{6,}/.exec(text)?.[0] ?? '';
  const { decision } = await admin.graphql<{ decision: Receipt | null }>(
    `query ($number: String!) {
      decision(number: $number) { effect rule kind subject howToUnblock artifact { id } }
    }`,
    { number },
  );
  return decision;
}

describe.each(drivers)('$format', (driver) => {
  let shelf: Shelf;
  let full: Quota;

  beforeAll(async () => {
    shelf = await makeShelf(admin, driver);
    await publish(driver, shelf, versions.first);
    await untilState(driver, shelf, versions.first, 'RELEASED');
    await setQuota(admin, shelf.place.project, (await readProject(shelf)).quota.usedBytes);
    full = (await readProject(shelf)).quota;
  });

  it('refuses the version that has no room, with a receipt', async () => {
    expect(full).toMatchObject({ level: 'FULL', limitBytes: full.usedBytes });
    expect(Number(full.usedBytes)).toBeGreaterThan(0);
    const answer = await driver.send(shelf, versions.over, await driver.pack(versions.over));
    const text = await answer.text();
    expect([403, 413], text).toContain(answer.status);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(text).toContain('Over quota');
    const decision = await decisionOf(text);
    const said = { effect: 'DENY', rule: 'quota', kind: 'PUBLISH', artifact: null };
    expect(decision, text).toMatchObject(said);
    expect(decision?.subject).toContain(`${shelf.place.path}/`);
    expect(decision?.howToUnblock).toContain('quota:update');
  });

  it('leaves nothing of what it refused, and all that was there', async () => {
    expect(await findVersion(driver, shelf, versions.over)).toBeUndefined();
    expect((await readProject(shelf)).quota).toEqual(full);
    for (const index of driver.indexes) {
      expect(await offeredBy(index, shelf)).toEqual([versions.first]);
    }
    const never = await read(admin, driver.direct(shelf.place, versions.over));
    expect(never.status).toBe(404);
    expect((await read(admin, driver.direct(shelf.place, versions.first))).status).toBe(200);
  });

  it('answers in peace who publishes again what is there', async () => {
    const again = await driver.send(shelf, versions.first, await driver.pack(versions.first));
    const text = await again.text();
    expect(text).not.toContain('Over quota');
    expect((await readProject(shelf)).quota).toEqual(full);
  });

  it('refuses an upload before its first byte', async () => {
    const encode = (value: string) => Buffer.from(value).toString('base64');
    const path = encode(driver.uploadPath(versions.over));
    const answer = await admin.fetch(`${inject('blobUrl')}/uploads`, {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '4096',
        'upload-metadata': `repository ${encode(shelf.place.path)},path ${path}`,
      },
    });
    const text = await answer.text();
    expect(answer.status, text).toBe(413);
    expect(await decisionOf(text)).toMatchObject({ effect: 'DENY', rule: 'quota' });
  });

  it('takes the version once there is room', async () => {
    await setQuota(admin, shelf.place.project, null);
    await publish(driver, shelf, versions.over);
    await untilState(driver, shelf, versions.over, 'RELEASED');
    const { quota } = await readProject(shelf);
    expect(Number(quota.usedBytes)).toBeGreaterThan(Number(full.usedBytes));
    expect(quota).toMatchObject({ limitBytes: null, level: 'LOW' });
  });
});
