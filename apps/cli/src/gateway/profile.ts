import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfAny, writeFileAtomically } from './atomic-file.ts';

const profile = z.object({
  url: z.url(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Unix milliseconds. */
  accessExpiresAt: z.number(),
});

/** A stored sign-in: good for the gateway at `url` and for no other. */
export type Profile = z.output<typeof profile>;

export function profilePath(folder: string): string {
  return join(folder, 'profile.json');
}

/** The stored sign-in, or null when there is none that can be read. */
export async function readProfile(folder: string): Promise<Profile | null> {
  const text = await readFileIfAny(profilePath(folder));
  if (text === null) return null;
  try {
    return profile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Whatever is in there is no sign-in; the next one replaces it.
    return null;
  }
}

export async function writeProfile(folder: string, value: Profile): Promise<void> {
  await writeFileAtomically(profilePath(folder), JSON.stringify(value));
}

export async function removeProfile(folder: string): Promise<void> {
  await rm(profilePath(folder), { force: true });
}
