/** What the console's server reads from its environment, for the generated pages. */
export const settings = [
  {
    name: 'BONDED_PUBLIC_URL',
    default: 'from the gateway port',
    description: 'The address of the gateway as clients see it.',
  },
  {
    name: 'BONDED_BLOB_URL',
    default: 'from the blob port',
    description: 'The address of the blob service as clients see it.',
  },
  {
    name: 'NEXTAUTH_URL',
    default: 'http://localhost:3000',
    description: 'The address of the console itself: the only origin that its requests may have.',
  },
  {
    name: 'NEXTAUTH_SECRET',
    default: null,
    description: 'Seals the session cookies of the console; 32 characters or more.',
    secret: true,
  },
] as const;
