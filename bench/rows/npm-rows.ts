import { randomBytes } from 'node:crypto';
import { type Bonded, startBonded } from '../contestants/bonded.ts';
import { startVerdaccio, type Verdaccio } from '../contestants/verdaccio.ts';
import { runLoad } from '../load/run-load.ts';
import { furnish, type Registry } from '../npm/registry.ts';
import type { Entry, Field, Row, Scale } from './row.ts';

const abbreviated = 'application/vnd.npm.install-v1+json';
const smallBytes = 50 * 1024;
const mediumBytes = 1024 * 1024;
const publishConnections = 10;

function oursOf(bonded: Bonded): Registry {
  const registryUrl = `${bonded.gatewayUrl}/npm/${bonded.npmPlace}`;
  return { contestant: bonded, registryUrl, token: bonded.token };
}

function peerOf(verdaccio: Verdaccio): Registry {
  const { registryUrl, token } = verdaccio;
  return { contestant: verdaccio, registryUrl, token };
}

async function registries(field: Field): Promise<{ ours: Registry; peer: Registry }> {
  return {
    ours: oursOf(await field.get(startBonded)),
    peer: peerOf(await field.get(startVerdaccio)),
  };
}

interface ReadRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly versions: (scale: Scale) => number;
  readonly sizeBytes?: number;
  readonly connections?: number;
  /** What the client says it takes. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ours always signs in; the peer only here, since its tokens cost it a bcrypt each. */
  readonly isPeerSignedIn?: boolean;
  readonly wants: 'document' | 'archive';
  /** `requests` parses every answer, which is too much work for large ones. */
  readonly generator: 'requests' | 'downloads';
}

const connectionsMax = 100;

function readRow(options: ReadRow): Row {
  const {
    name,
    title,
    aim,
    sizeBytes = 1024,
    headers = {},
    connections = connectionsMax,
  } = options;
  return {
    ...{ name, title, aim, unit: 'operations', peerName: 'Verdaccio' },
    generator: options.generator,
    prepare: async (field, scale, signal) => {
      const { ours, peer } = await registries(field);
      const versions = options.versions(scale);
      const wanted = { name: `bench-${versions}-${sizeBytes}`, versions, sizeBytes };
      const entry = async (registry: Registry, isSignedIn: boolean): Promise<Entry> => {
        await furnish(registry, wanted, signal);
        const archive = `/-/${wanted.name}-1.0.0.tgz`;
        const load = {
          url: `${registry.registryUrl}/${wanted.name}${options.wants === 'archive' ? archive : ''}`,
          headers: {
            ...headers,
            ...(isSignedIn && { authorization: `Bearer ${registry.token}` }),
          },
          connections,
        };
        return {
          contestant: registry.contestant,
          load: (seconds, ending) => runLoad(options.generator, { ...load, seconds }, ending),
        };
      };
      return {
        ours: await entry(ours, true),
        peer: await entry(peer, options.isPeerSignedIn ?? false),
      };
    },
  };
}

const publishRow: Row = {
  name: 'publish-50k',
  title: 'npm publish of 50 KiB, 10 at a time, until it can be installed',
  unit: 'operations',
  peerName: 'Verdaccio',
  generator: 'publishes',
  aim: 1,
  prepare: async (field) => {
    const { ours, peer } = await registries(field);
    const entry = ({ contestant, registryUrl, token }: Registry): Entry => ({
      contestant,
      load: (seconds, signal) =>
        runLoad(
          'publishes',
          {
            ...{ registryUrl, token, seconds },
            prefix: `bench-${randomBytes(6).toString('hex')}`,
            sizeBytes: smallBytes,
            connections: publishConnections,
          },
          signal,
        ),
    });
    return { ours: entry(ours), peer: entry(peer) };
  },
};

const few = () => 3;
const many = (scale: Scale) => scale.manyVersions;
const one = () => 1;

export const npmRows: readonly Row[] = [
  readRow({
    name: 'packument-3',
    title: 'Packument of 3 versions; Verdaccio anonymous',
    aim: 10,
    versions: few,
    wants: 'document',
    generator: 'requests',
  }),
  readRow({
    name: 'packument-3-token',
    title: 'Packument of 3 versions, both with a token',
    aim: null,
    versions: few,
    wants: 'document',
    generator: 'requests',
    // Each costs the peer a tenth of a second: more at once would only wait.
    connections: 10,
    isPeerSignedIn: true,
  }),
  readRow({
    name: 'packument-200',
    title: 'Packument of 200 versions; Verdaccio anonymous',
    aim: 100,
    versions: many,
    wants: 'document',
    generator: 'downloads',
  }),
  readRow({
    name: 'packument-200-gzip',
    title: 'Packument of 200 versions, as npm asks (abbreviated, gzip); Verdaccio anonymous',
    aim: 100,
    versions: many,
    headers: { accept: abbreviated, 'accept-encoding': 'gzip' },
    wants: 'document',
    generator: 'requests',
  }),
  readRow({
    name: 'tarball-50k',
    title: 'Tarball of 50 KiB; Verdaccio anonymous',
    aim: 8,
    versions: one,
    sizeBytes: smallBytes,
    wants: 'archive',
    generator: 'downloads',
  }),
  readRow({
    name: 'tarball-1m',
    title: 'Tarball of 1 MiB; Verdaccio anonymous',
    aim: null,
    versions: one,
    sizeBytes: mediumBytes,
    connections: 10,
    wants: 'archive',
    generator: 'downloads',
  }),
  publishRow,
];
