import type { VcsSource } from '@bonded/database';
import { type Ask, budgetOf, type RateBudget, type VcsCall, type VcsDriver } from '@bonded/vcs';
import type { Ports } from '../ports.ts';
import { keptPages, noPages } from './kept-pages.ts';

/** A source that can be asked, and what its forge says of its patience on the way. */
export interface OpenedSource {
  readonly driver: VcsDriver;
  readonly call: VcsCall;
  readonly budget: () => RateBudget | null;
}

type OpeningPorts = Pick<Ports, 'database' | 'egress' | 'sources'>;

/** What is needed to ask: of a source, or of one that is only tried. */
export type AskableSource = Pick<VcsSource, 'kind' | 'url' | 'apiUrl' | 'userName'> & {
  /** Null: it is not kept. */
  readonly id: string | null;
  readonly secret: VcsCall['credential'];
};

export function openSource(
  ports: OpeningPorts,
  source: AskableSource,
  signal: AbortSignal,
): OpenedSource {
  const driver = ports.sources.driver(source.kind);
  const { url, apiUrl } = source;
  const address = { url: new URL(url), apiUrl: apiUrl === null ? null : new URL(apiUrl) };
  let budget: RateBudget | null = null;
  const ask: Ask = async (request) => {
    const answer = await ports.egress.fetch(request);
    budget = budgetOf(answer.headers, Date.now()) ?? budget;
    return answer;
  };
  const call = {
    place: driver.place(address),
    credential: source.secret,
    ask,
    pages: source.id === null ? noPages : keptPages(ports, source.id),
    signal,
  };
  return { driver, call, budget: () => budget };
}

/** A source as it is kept, its credential opened. */
export function openKept(ports: OpeningPorts, row: VcsSource, signal: AbortSignal): OpenedSource {
  const { id, userName, sealedSecret } = row;
  const use = { sourceId: id, for: 'credential' } as const;
  const secret = sealedSecret && { userName, secret: ports.sources.unseal(use, sealedSecret) };
  return openSource(ports, { ...row, secret }, signal);
}
