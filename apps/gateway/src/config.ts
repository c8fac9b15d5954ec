import {
  assertConsistent,
  type Environment,
  read,
  readSettings,
  type SettingValues,
  sharedSettings,
} from '@bonded/runtime';

const gatewaySettings = {
  ...sharedSettings,
  port: {
    name: 'BONDED_GATEWAY_PORT',
    default: '4000',
    description: 'Where the gateway listens; 0 picks a free port.',
    read: read.port(4000),
  },
  host: {
    name: 'BONDED_GATEWAY_HOST',
    default: '127.0.0.1',
    description: 'The interface that the gateway listens on; 0.0.0.0 for all.',
    read: read.text('127.0.0.1'),
  },
  adminPassword: {
    name: 'BONDED_ADMIN_PASSWORD',
    default: 'generated at the first start',
    description: 'The password of the first user, admin. Read only while there are no users.',
    secret: true,
    read: read.secret,
  },
  persistedOperationsFile: {
    name: 'BONDED_PERSISTED_OPERATIONS',
    default: null,
    description: 'The manifest of operations that the console may run; nothing else is run for it.',
    read: read.optionalText,
  },
  introspectionForAll: {
    name: 'BONDED_GRAPHQL_INTROSPECTION',
    default: 'false',
    description: 'True lets everybody read the schema from GraphQL; otherwise only admins do.',
    read: read.flag(false),
  },
  advisoryUrl: {
    name: 'BONDED_ADVISORY_URL',
    default: null,
    description: 'A zipped OSV database that the worker fetches every day.',
    read: (given: string | undefined) => (given === undefined ? null : read.address(given)),
  },
} as const;

/** Everything the gateway and its worker read from their environment, for the generated pages. */
export const settings = Object.values(gatewaySettings);

export type GatewayConfig = SettingValues<typeof gatewaySettings>;

/** Reads the environment. All faults come at once, in one CONFIGURATION_INVALID. */
export function readConfig(environment: Environment): GatewayConfig {
  const config = readSettings(gatewaySettings, environment);
  assertConsistent(config);
  return config;
}
