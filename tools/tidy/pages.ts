import { type AppErrorKind, httpStatusOfKind } from '@bonded/kernel';
import type { ErrorCode } from './error-codes.ts';
import type { ReadAddresses } from './read-addresses.ts';
import type { AppSettings, Setting } from './settings.ts';

const generated = 'Written by `node tools/tidy/tidy.ts --write`: change the source, not this page.';

function escapeCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => row.map(escapeCell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function statusOf(kind: string): string {
  // A kind that is none has no status; the table of kinds is asked, not trusted.
  return String(httpStatusOfKind[kind as AppErrorKind] ?? '');
}

/** The reference of error codes: what a client may find in `extensions.code` and its like. */
export function renderErrorCodes(codes: readonly ErrorCode[]): string {
  const rows = codes.map(({ code, kind, meaning, path }) => [
    `\`${code}\``,
    kind,
    statusOf(kind),
    meaning,
    path.split('/').slice(0, -1).join('/').replace('/src', ''),
  ]);
  return `# Error codes

${generated}
Codes are stable; messages are for people and may change. Each edge renders a kind in its own
manner: HTTP by the status below, GraphQL in \`extensions.code\`, formats in their native envelopes.

${table(['code', 'kind', 'HTTP', 'meaning', 'defined in'], rows)}
`;
}

interface MergedSetting extends Setting {
  readonly apps: readonly string[];
}

/** One row for each name. Two apps that read one name must say the same of it. */
export function mergeSettings(tables: readonly AppSettings[]): readonly MergedSetting[] {
  const byName = new Map<string, MergedSetting>();
  for (const { app, settings } of tables) {
    for (const setting of settings) {
      const known = byName.get(setting.name);
      if (known !== undefined && known.description !== setting.description) {
        throw new Error(
          `${setting.name} means one thing to ${known.apps.join()}, another to ${app}`,
        );
      }
      byName.set(setting.name, { ...setting, apps: [...(known?.apps ?? []), app] });
    }
  }
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

function defaultOf({ default: byDefault, secret }: Setting): string {
  if (byDefault === null) return secret === true ? 'unset, secret' : 'unset';
  return `\`${byDefault}\``;
}

/** The reference of environment variables, for operators. */
export function renderConfiguration(tables: readonly AppSettings[]): string {
  const rows = mergeSettings(tables).map((setting) => [
    `\`${setting.name}\``,
    defaultOf(setting),
    setting.apps.join(', '),
    setting.description,
  ]);
  return `# Configuration

${generated}
Everything is set by environment variables and checked at start: all faults are printed at once, and
a process with a faulty configuration does not start.

${table(['variable', 'default', 'read by', 'meaning'], rows)}
`;
}

/** The same as a file to copy: every line is commented out, so that a copy changes nothing. */
export function renderEnvExample(tables: readonly AppSettings[]): string {
  const entries = mergeSettings(tables).map(({ name, default: byDefault, description, secret }) => {
    // A default such as "from the gateway port" is read, not copied.
    const isValue = secret !== true && byDefault !== null && !/[\s<]/.test(byDefault);
    return `# ${description}\n# ${name}=${isValue ? byDefault : ''}\n`;
  });
  return [
    '# Written by `node tools/tidy/tidy.ts --write`. Uncomment what should differ.\n',
    ...entries,
  ].join('\n');
}

/** What clients can read of a repository, for whoever puts a proxy or a firewall in front. */
export function renderReadAddresses(formats: readonly ReadAddresses[]): string {
  const rows = formats.flatMap(({ id, mount, reads }) =>
    reads.map((pattern) => [id, `\`/${mount}/{project}/{repository}/${pattern}\``]),
  );
  return `# Addresses that are read

${generated}
By \`GET\` and \`HEAD\`, from hosted, proxy and group repositories alike. The first of a format
that fits is the one that answers. \`:name\` takes one segment, \`:name*\` one or more, \`*\` what
is left; the \`:package\` of npm takes two where it has a scope, and a \`:checksum\` is the name of
an algorithm.

${table(['format', 'address'], rows)}
`;
}
