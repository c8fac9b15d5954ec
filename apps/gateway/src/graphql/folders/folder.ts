import { type FolderEntry, listLevel, type TreeLevel } from '@bonded/core/folders';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ArtifactState } from '../enums.ts';
import { limits } from '../limits.ts';
import { Repository } from '../repositories/repository.ts';

const Entry = builder.objectRef<FolderEntry>('FolderEntry').implement({
  description: 'A file, or a folder with something in it for the viewer.',
  fields: (t) => ({
    name: t.exposeString('name', visible),
    path: t.exposeString('path', visible),
    isFolder: t.boolean({ ...visible, resolve: ({ file }) => file === null }),
    packageName: t.string({
      ...visible,
      nullable: true,
      resolve: ({ file }) => file?.packageName ?? null,
    }),
    version: t.string({ ...visible, nullable: true, resolve: ({ file }) => file?.version ?? null }),
    state: t.field({
      ...visible,
      type: ArtifactState,
      nullable: true,
      resolve: ({ file }) => file?.state ?? null,
    }),
    sizeBytes: t.field({
      ...visible,
      type: 'BigInt',
      nullable: true,
      resolve: ({ file }) => file?.sizeBytes ?? null,
    }),
  }),
});

const Folder = builder.objectRef<TreeLevel>('Folder').implement({
  fields: (t) => ({
    entries: t.field({ ...visible, type: [Entry], resolve: ({ entries }) => [...entries] }),
    next: t.exposeString('next', {
      ...visible,
      nullable: true,
      description: 'What the next page begins after; null at the end.',
    }),
  }),
});

builder.prismaObjectField(Repository, 'folder', (t) =>
  t.field({
    ...visible,
    type: Folder,
    description: 'One level of the tree of files, by name.',
    args: { path: t.arg.string(), first: t.arg.int(), after: t.arg.string() },
    select: { id: true, projectId: true, isPublic: true },
    resolve: (repository, { path, first, after }, { ports, actor }) =>
      listLevel(ports, actor, repository, {
        folder: path ?? '',
        after: after ?? null,
        limit: first ?? limits.pageSizeDefault,
      }),
  }),
);
