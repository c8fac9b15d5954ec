import { describe, expect, it } from 'vitest';
import { refusalCode, signIn } from '../stack/api.ts';
import type { Shelf } from './driver.ts';
import { deleteArtifact } from './forbidden-versions.ts';
import { type ServedDriver, servedDrivers } from './served-formats.ts';
import { findVersion, makeShelf, publish, untilState } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);
const version = '1.0.0';

type Rule = 'canOverwrite' | 'canDelete' | 'canReuseVersions';

/** Does what the rule is about, and tells whether it was done. */
const deeds: Readonly<Record<Rule, (driver: ServedDriver, shelf: Shelf) => Promise<boolean>>> = {
  canOverwrite: (driver, shelf) => resend(driver, shelf),
  canDelete: async (driver, shelf) => {
    const { id } = await untilState(driver, shelf, version, 'RELEASED');
    await deleteArtifact(admin, id).catch(() => null);
    return (await findVersion(driver, shelf, version)) === undefined;
  },
  canReuseVersions: async (driver, shelf) => {
    const { id } = await untilState(driver, shelf, version, 'RELEASED');
    await deleteArtifact(admin, id);
    return resend(driver, shelf);
  },
};

async function resend(driver: ServedDriver, shelf: Shelf): Promise<boolean> {
  const answer = await driver.send(shelf, version, await driver.pack(version, 'other bytes'));
  await answer.arrayBuffer();
  expect(answer.ok || (answer.status >= 400 && answer.status < 500)).toBe(true);
  return answer.ok;
}

/** Null where it was saved, else the code that it was refused with. */
function save(shelf: Shelf, rule: Rule, isAllowed: boolean): Promise<string | null> {
  return refusalCode(
    admin,
    'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { repository { id } } }',
    { input: { id: shelf.place.repositoryId, [rule]: isAllowed } },
  );
}

describe.each(drivers)('$format', (driver) => {
  it.each(
    (['canOverwrite', 'canDelete', 'canReuseVersions'] as const).flatMap((rule) => [
      { rule, isAllowed: true },
      { rule, isAllowed: false },
    ]),
  )('keeps to $rule=$isAllowed or refuses to save it', async ({ rule, isAllowed }) => {
    const shelf = await makeShelf(admin, driver);
    const refusal = await save(shelf, rule, isAllowed);
    expect([null, 'REPOSITORY_RULE_UNSUPPORTED']).toContain(refusal);
    if (refusal === null) await publish(driver, shelf, version);
    const isKept = refusal !== null || (await deeds[rule](driver, shelf)) === isAllowed;
    expect(isKept).toBe(true);
  });
});
