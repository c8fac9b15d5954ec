import { narrowSearch, rankPackageSearch } from '@bonded/core/search';
import { visible } from '../access/rule.ts';
import { ArtifactConnection, newestArtifacts } from '../artifacts/artifact.ts';
import { PackageConnection, packagesByName } from '../artifacts/package.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { rankedList } from '../lists/ranked-list.ts';

const grammar =
  'Words, "quoted text", repo:project/slug, project:, format:, is:, severity:, name:, ' +
  'version:, licence:, cve:, digest: and purl:, each turned round by a - before it. All must hold.';

builder.queryField('search', (t) =>
  t.field(
    list({
      ...visible,
      description: `Artifacts of every project, the newest first. ${grammar}`,
      connection: ArtifactConnection,
      order: newestArtifacts,
      args: { query: t.arg.string({ required: true }) },
      where: ({ query }, { ports, actor }) => narrowSearch(ports, actor, { query }),
    }),
  ),
);

builder.queryField('searchPackages', (t) =>
  t.field(
    rankedList({
      ...visible,
      description:
        'Packages of every project with a version that is found: those first whose names answer ' +
        `the words best. ${grammar}`,
      connection: PackageConnection,
      order: packagesByName,
      args: { query: t.arg.string({ required: true }) },
      ranked: ({ query }, { ports, actor }) => rankPackageSearch(ports, actor, { query }),
    }),
  ),
);
