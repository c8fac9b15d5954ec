/** What the command line reads from its environment, for the generated pages. */
export const settings = [
  {
    name: 'BONDED_URL',
    default: 'from bonded login',
    description: 'The gateway that the command line talks to.',
  },
  {
    name: 'BONDED_TOKEN',
    default: 'from bonded login',
    description: 'An API key or access token to use instead of a stored sign-in.',
    secret: true,
  },
  {
    name: 'BONDED_CONFIG_DIR',
    default: '~/.config/bonded',
    description: 'Where the command line keeps its sign-in and its unfinished uploads.',
  },
] as const;

/** The same, read. */
export interface Environment {
  readonly url: string | null;
  readonly token: string | null;
  readonly configFolder: string;
}
