import type { PortName } from './settings.ts';

export interface ReadyNews {
  readonly urls: Readonly<Record<PortName, string>>;
  /** Where the password is: shown on the first start alone. */
  readonly password:
    | { readonly kind: 'given' }
    | { readonly kind: 'kept'; readonly path: string }
    | { readonly kind: 'new'; readonly path: string; readonly text: string };
  readonly logsDir: string;
  readonly tookMs: number;
}

/** What the person who typed `npm start` wants to know. */
export function readyBlock(news: ReadyNews): string {
  const rows = [
    ['Console', news.urls.console],
    ['Gateway', `${news.urls.gateway}  (GraphQL at /graphql)`],
    ['Blobs', news.urls.blob],
    ['Sign in', 'admin'],
    ['Password', passwordLine(news.password)],
    ['Logs', news.logsDir],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`);
  const seconds = (news.tookMs / 1000).toFixed(1);
  return ['', `Bonded is ready after ${seconds} s.`, '', ...lines, '', 'Ctrl-C stops it.', ''].join(
    '\n',
  );
}

function passwordLine(password: ReadyNews['password']): string {
  switch (password.kind) {
    case 'given':
      return 'the one in BONDED_ADMIN_PASSWORD at the first start';
    case 'kept':
      return `unless changed since, the one in ${password.path}`;
    case 'new':
      return `${password.text}  (shown this once, kept in ${password.path})`;
  }
}
