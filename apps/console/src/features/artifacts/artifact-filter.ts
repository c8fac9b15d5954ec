import type { Address } from '#features/reading/use-address.ts';
import { severities } from '#features/repositories/policy-words.ts';
import { formatName, formats } from '#features/repositories/repository-words.ts';
import type { ArtifactFilter, ArtifactOrder, ArtifactState } from '#generated/graphql.ts';
import { type MessageKey, t } from '#lib/messages.ts';
import type { ActiveFilter } from '#ui/FilterChips.tsx';
import { artifactStates } from './artifact-words.ts';

export const artifactOrders = [
  'NEWEST',
  'OLDEST',
  'NAME',
  'SIZE',
  'SEVERITY',
  'COOLING',
] as const satisfies readonly ArtifactOrder[];

const texts = ['search', 'project', 'repository', 'digest', 'purl', 'advisory'] as const;

const isOneOf = <Value extends string>(all: readonly Value[], text: string): text is Value =>
  all.some((one) => one === text);

/** What the address asks for, as the gateway's filter. Unknown values are left out, not sent. */
export function filterFrom(address: Address): ArtifactFilter {
  const filter: ArtifactFilter = {};
  for (const key of texts) {
    const value = address.get(key);
    if (value) filter[key] = value;
  }
  const format = address.get('format');
  if (isOneOf(formats, format)) filter.format = format;
  const severity = address.get('severity');
  if (isOneOf(severities, severity)) filter.severityAtLeast = severity;
  const states = address
    .all('state')
    .filter((one): one is ArtifactState => isOneOf(artifactStates, one));
  if (states.length > 0) filter.states = states;
  return filter;
}

export function orderFrom(address: Address): ArtifactOrder {
  const order = address.get('order');
  return isOneOf(artifactOrders, order) ? order : 'NEWEST';
}

/** The same filter as removable chips. */
export function chipsOf(filter: ArtifactFilter, address: Address): ActiveFilter[] {
  const chips: ActiveFilter[] = [];
  const add = (key: string, name: MessageKey, value: string, rest?: readonly string[]): void => {
    chips.push({
      key: `${key}:${value}`,
      label: `${t(name)}: ${value}`,
      remove: () => address.set({ [key]: rest }),
    });
  };
  for (const key of texts) {
    const value = filter[key];
    if (value) add(key, `artifact.filter.${key}`, value);
  }
  if (filter.format) add('format', 'artifact.filter.format', formatName(filter.format));
  const severity = filter.severityAtLeast;
  if (severity) add('severity', 'artifact.filter.severity', t(`severity.${severity}`));
  const states = filter.states ?? [];
  for (const state of states) {
    const rest = states.filter((one) => one !== state);
    add('state', 'artifact.state', t(`state.${state}`), rest);
  }
  return chips;
}

/** An address change that takes every filter away. */
export const noFilter: Readonly<Record<string, undefined>> = Object.fromEntries(
  [...texts, 'format', 'severity', 'state'].map((key) => [key, undefined]),
);
