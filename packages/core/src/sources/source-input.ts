import { z } from 'zod';

const addressCharsMax = 2_048;
const nameCharsMax = 256;
const secretCharsMax = 4_096;
const pollSecondsMin = 60;
const pollSecondsMax = 7 * 24 * 60 * 60;

export const vcsKinds = ['GITHUB', 'GITLAB', 'BITBUCKET', 'GITEA', 'GIT'] as const;

/** Absolute, http or https. Credentials have fields of their own, so that no log shows them. */
const address = z
  .url({
    protocol: /^https?$/,
    error: 'A source has an address that begins with https:// or http://.',
  })
  .max(addressCharsMax)
  .transform((text) => new URL(text))
  .refine(({ username, password }) => username === '' && password === '', {
    error: 'Credentials do not belong in the address: there are fields for them.',
  })
  .refine(({ search, hash }) => search === '' && hash === '', {
    error: 'The address of a source has neither a query nor a fragment.',
  });

/** Where a source is and how it is asked. */
export const sourceAddress = {
  url: address,
  apiUrl: address.nullish(),
  /** Without it, the secret is a token that stands alone. */
  userName: z.string().trim().max(nameCharsMax).nullish(),
  secret: z.string().max(secretCharsMax).nullish(),
} as const;

export const sourceName = z.string().trim().min(1).max(nameCharsMax);
export const pollSeconds = z.int().min(pollSecondsMin).max(pollSecondsMax);
