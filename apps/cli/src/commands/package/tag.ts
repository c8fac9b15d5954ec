import { z } from 'zod';
import { itemCommand } from '../item-command.ts';
import type { Shape } from '../shape.ts';
import { moment } from '../time.ts';
import { packageByPath, packageId } from './find-package.ts';

const tagRow = z.object({
  name: z.string(),
  artifact: z.object({ id: z.string(), version: z.string() }),
  updatedAt: moment,
});

const tag: Shape<z.output<typeof tagRow>> = {
  fields: 'name artifact { id version } updatedAt',
  row: tagRow,
  columns: [
    { title: 'tag', of: ({ name }) => name },
    { title: 'version', of: ({ artifact }) => artifact.version },
  ],
};

export const tagPackage = itemCommand({
  usage: 'tag <project/repository/name> <tag> <version>',
  says: 'Point a tag at a version',
  shape: tag,
  document: `mutation SetTag($input: SetTagInput!) {
    setTag(input: $input) { tag { ${tag.fields} } }
  }`,
  at: 'setTag.tag',
  asks: [packageByPath],
  variables: async (call) => ({
    input: {
      packageId: await packageId(call.context, call.arg(0)),
      name: call.arg(1),
      version: call.arg(2),
    },
  }),
});
