import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One environment variable of an app, as its `settings` table states it. */
export interface Setting {
  readonly name: string;
  /** As an operator would read it: `4000`, `from the ports`. Null when it is unset by default. */
  readonly default: string | null;
  readonly description: string;
  /** Its value is never printed, and the example file shows none. */
  readonly secret?: boolean;
}

export interface AppSettings {
  readonly app: string;
  readonly settings: readonly Setting[];
}

/** Where an app may keep its table: a module that plain Node can load without side effects. */
const homes = ['src/config.ts', 'src/settings.ts', 'src/lib/settings.ts', 'src/lib/env.ts'];

const apps = ['gateway', 'blob', 'console', 'cli'];

function isSetting(value: unknown): value is Setting {
  if (typeof value !== 'object' || value === null) return false;
  // Any field may be missing or of another type: each is judged below.
  const { name, default: byDefault, description } = value as Partial<Setting>;
  return (
    typeof name === 'string' &&
    typeof description === 'string' &&
    (byDefault === null || typeof byDefault === 'string')
  );
}

async function readTable(root: string, app: string): Promise<AppSettings | null> {
  for (const home of homes) {
    const path = join(root, 'apps', app, home);
    if (!existsSync(path)) continue;
    // A module's exports are unknown until they are judged.
    const { settings } = (await import(pathToFileURL(path).href)) as { settings?: unknown };
    if (typeof settings !== 'object' || settings === null) continue;
    const entries: readonly unknown[] = Object.values(settings);
    if (entries.every(isSetting)) return { app, settings: entries };
    throw new Error(`apps/${app}/${home}: settings are {name, default, description, secret?}`);
  }
  return null;
}

/** Loads the `settings` of all apps, a table or a list. An app without one reads nothing. */
export async function readSettings(root: string): Promise<readonly AppSettings[]> {
  const tables = await Promise.all(apps.map((app) => readTable(root, app)));
  return tables.filter((table) => table !== null);
}
