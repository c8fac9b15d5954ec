// The layers of the house (ARCHITECTURE.md): who may import whom, and why. `node tools/check.ts layers` runs it,
// and tools/tidy/layers.test.ts plants one violation of each rule to prove that it would be seen.

const tests = String.raw`(\.test\.tsx?$|^(apps|packages)/[^/]+/tests/|^(e2e|bench|tools)/)`;
const testKit = String.raw`(^packages/testing/|^packages/[^/]+/src/conformance(/|\.ts$))`;
const portPackage =
  '^packages/(database|blob-store|cache|egress|scanner|vcs|function-runtime|auth)/';
// Every folder of a port is a driver, save the advisories, which are what scanners read; auth has its ways of asking
// others who somebody is.
const driver =
  '^packages/((?:blob-store|cache|egress|scanner|vcs|function-runtime)/src/(?!conformance|advisories)[^/]+|auth/src/(?:ldap|oidc))/';
const compositionRoot = String.raw`^(apps/[^/]+|packages/runtime)/src/(compose|open-[^/]+)\.ts$`;
const format = '^packages/formats/src/(npm|maven|oci|nuget|pypi|go|raw|composer|helm|cargo)/';
const graphqlLibraries = String.raw`(^|/)node_modules/(graphql|graphql-yoga|@graphql-yoga|@pothos|@envelop|@escape\.tech)/`;

/** Rule 1: kernel <- ports <- core <- formats <- runtime <- apps. */
const layers = [
  {
    name: 'no-circular',
    comment:
      'A cycle has no bottom: neither side can be read, tested or replaced without the other.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'kernel-imports-nothing',
    comment: 'The kernel is the vocabulary that everybody shares; whatever it imports, all import.',
    from: { path: '^packages/kernel/', pathNot: tests },
    to: {
      path: '^(packages|apps|e2e|bench|tools)/|(^|/)node_modules/',
      pathNot: '^packages/kernel/',
    },
  },
  {
    name: 'ports-import-the-kernel-only',
    comment: 'A port that knows another port, or core, cannot be replaced alone.',
    from: { path: portPackage, pathNot: [tests, testKit] },
    to: {
      path: '^(packages|apps|e2e|bench|tools)/',
      pathNot: ['^packages/kernel/', '^packages/$1/'],
    },
  },
  {
    name: 'edges-import-the-kernel-only',
    comment: 'http and telemetry serve every edge, so they may know no product rule and no port.',
    from: { path: '^packages/(http|telemetry)/', pathNot: tests },
    to: {
      path: '^(packages|apps|e2e|bench|tools)/',
      pathNot: ['^packages/kernel/', '^packages/$1/'],
    },
  },
  {
    name: 'core-knows-no-edge',
    comment: 'A use case serves GraphQL, the formats, tus and the command line alike.',
    from: { path: '^packages/core/', pathNot: tests },
    to: {
      path: [
        '^packages/(formats|http|telemetry|testing)/',
        '^(apps|e2e|bench|tools)/',
        graphqlLibraries,
        '(^|/)node_modules/(fastify|@fastify|@aws-sdk|@smithy|ioredis|undici|@tus)/',
      ],
    },
  },
  {
    name: 'formats-translate',
    comment:
      'A format turns wire into use cases and keeps what it rendered; it never decides, and never touches rows or bytes itself.',
    from: { path: '^packages/formats/', pathNot: tests },
    to: {
      path: ['^packages/(database|blob-store|scanner|auth|testing)/', '^(apps|e2e|bench|tools)/'],
    },
  },
  {
    name: 'runtime-is-for-apps',
    comment: 'Runtime puts the ports together for the servers, so it stands above all it names.',
    from: { path: '^packages/', pathNot: ['^packages/runtime/', tests] },
    to: { path: '^packages/runtime/' },
  },
];

/** Rules 2 and 3: ports and their drivers. */
const drivers = [
  {
    name: 'a-driver-knows-its-own-port',
    comment: 'Drivers of one port are alternatives: one that leans on another is not.',
    from: { path: driver, pathNot: tests },
    to: { path: driver, pathNot: '^packages/$1/' },
  },
  {
    name: 'only-compose-names-a-driver',
    comment: 'Which technology serves a port is decided once, where an app is put together.',
    from: {
      path: '^(packages|apps)/',
      pathNot: [compositionRoot, tests, testKit, driver],
    },
    to: { path: driver },
  },
];

/** Rule 4: libraries that would spread if they were let. */
const homes = [
  {
    name: 'prisma-lives-in-database',
    comment:
      'Prisma is the database port: one place sets it up, the others use its client and types.',
    from: { pathNot: ['^packages/database/', String.raw`\.config\.ts$`] },
    to: { path: '(^|/)node_modules/(@prisma|prisma)/' },
  },
  {
    name: 'graphql-lives-in-one-folder',
    comment:
      'GraphQL is one edge among many; outside apps/gateway/src/graphql nothing may depend on it.',
    from: {
      path: '^(packages|apps)/',
      pathNot: ['^apps/gateway/src/graphql/', '^apps/console/', tests],
    },
    to: { path: graphqlLibraries },
  },
];

/** Rule 5: programs meet at their public addresses. */
const programs = [
  {
    name: 'apps-never-import-apps',
    comment:
      'Two programs that share code share a package; importing each other, they would be one.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'the-console-knows-the-schema-only',
    comment:
      'Nothing is console-only: what the console can do, any client of schema.graphql can do.',
    from: { path: '^apps/console/' },
    to: { path: '^packages/' },
  },
  {
    name: 'the-cli-is-a-client',
    comment: 'The command line speaks the public contract, as any integrator would.',
    from: { path: '^apps/cli/', pathNot: tests },
    to: { path: '^packages/', pathNot: '^packages/kernel/' },
  },
  {
    name: 'e2e-knows-public-addresses-only',
    comment:
      'End-to-end tests and benchmarks that reach inside no longer prove what a client sees.',
    from: { path: '^(e2e|bench)/' },
    to: {
      path: '^(apps|packages|e2e|bench|tools)/',
      // The S3 server of the conformance suite is a client's world, not ours.
      pathNot: ['^packages/(kernel|testing)/', '^packages/blob-store/src/conformance', '^$1/'],
    },
  },
];

/** Rule 6: slices and formats have faces. */
const slices = [
  {
    name: 'a-slice-is-entered-by-its-index',
    comment: 'The index is the face of a slice; what it does not export may change freely.',
    from: { path: '^packages/core/src/([^/]+)/' },
    to: {
      path: '^packages/core/src/[^/]+/',
      pathNot: ['^packages/core/src/$1/', String.raw`^packages/core/src/[^/]+/index\.ts$`],
    },
  },
  {
    name: 'inside-a-slice-import-the-file',
    comment: 'A detour over the own index makes cycles and hides where a thing is.',
    from: { path: '^packages/core/src/([^/]+)/', pathNot: tests },
    to: { path: String.raw`^packages/core/src/$1/index\.ts$` },
  },
  {
    name: 'a-format-never-imports-a-format',
    comment: 'Formats change with their ecosystems, each on its own day.',
    from: { path: '^packages/formats/src/([^/]+)/' },
    to: { path: format, pathNot: '^packages/formats/src/$1/' },
  },
];

/** Rule 7: what production never loads. */
const production = [
  {
    name: 'test-kit-stays-out-of-production',
    comment: 'Seeds, conformance suites and fakes of time have no place in a running server.',
    from: { path: '^(packages|apps)/', pathNot: [tests, testKit] },
    to: { path: [testKit, String.raw`\.test\.tsx?$`, '(^|/)node_modules/(vitest|@playwright)/'] },
  },
  {
    name: 'no-dev-dependency-in-production',
    comment: 'A production install leaves development dependencies out.',
    from: {
      path: '^(packages|apps)/[^/]+/src/',
      pathNot: [tests, testKit],
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'every-dependency-is-declared',
    comment: 'What resolves only by accident stops resolving in a container image.',
    from: { path: '^(packages|apps)/', pathNot: [tests, testKit] },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'every-import-resolves',
    comment: 'An import that resolves to nothing fails at run time, since nothing is compiled.',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: [...layers, ...drivers, ...homes, ...programs, ...slices, ...production].map(
    (rule) => ({ severity: 'error', ...rule }),
  ),
  options: {
    // Type imports count: a type that leaks couples as firmly as a function.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: String.raw`(^|/)(\.next|fixtures)/` },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      // A package of types alone has nothing else to resolve to.
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
