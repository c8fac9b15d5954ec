import { LocalCache } from '@bonded/cache';
import { artifactNotFound } from '@bonded/core/artifacts';
import {
  type AdvisoryDatabaseState,
  advisoryDatabase,
  listAdvisories,
  type PackageAdvisory,
} from '@bonded/core/clearance';
import type { RenderedDocument } from '@bonded/http';
import type { FormatCall, FormatPorts } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { vulnerabilityPage } from './codec/vulnerabilities.ts';
import { folderUrlOf, send } from './get-index.ts';
import { renderJson } from './nuget-index.ts';

/** How long a new import may go unnoticed. */
const stateTtlMs = 5_000;
/** A page is the same until the next import. */
const pageTtlMs = 60 * 60 * 1_000;
const pageFile = 'all.json';

type ReadPorts = Pick<FormatPorts, 'database'>;

/**
 * All that we know against packages of NuGet, as restores take it to judge by themselves
 * (VulnerabilityInfo): an index, and one page. Rendered once an import, for all repositories.
 */
export class KnownVulnerabilities {
  readonly #states = new LocalCache<AdvisoryDatabaseState>({ entriesMax: 1, ttlMs: stateTtlMs });
  readonly #pages = new LocalCache<RenderedDocument>({ entriesMax: 1, ttlMs: pageTtlMs });

  async areKnown(ports: ReadPorts): Promise<boolean> {
    return (await this.#state(ports)).isReady;
  }

  /** `GET vulnerabilities/index.json` and the page that it names. */
  async send(call: FormatCall, [file = '']: readonly string[]): Promise<void> {
    requireReader(call);
    const state = await this.#state(call.ports);
    if (file === 'index.json' && state.isReady) send(call, await index(call, state));
    else if (file === pageFile && state.isReady) send(call, await this.#page(call.ports, state));
    else throw artifactNotFound('There is no such list.');
  }

  #state(ports: ReadPorts): Promise<AdvisoryDatabaseState> {
    return this.#states.get('', () => advisoryDatabase(ports));
  }

  #page(ports: ReadPorts, { version }: AdvisoryDatabaseState): Promise<RenderedDocument> {
    return this.#pages.get(version, async () => {
      const advisories: PackageAdvisory[] = [];
      // Others may be waiting for the same page: it does not end with who asked first.
      const { signal } = new AbortController();
      for await (const batch of listAdvisories(ports, 'NuGet', signal)) advisories.push(...batch);
      return renderJson(vulnerabilityPage(advisories));
    });
  }
}

function index(call: FormatCall, { importedAt }: AdvisoryDatabaseState): Promise<RenderedDocument> {
  const updated = (importedAt ?? new Date(0)).toISOString();
  const id = `${folderUrlOf(call)}/vulnerabilities/${pageFile}`;
  return renderJson([{ '@name': 'all', '@id': id, '@updated': updated, comment: 'OSV' }]);
}
