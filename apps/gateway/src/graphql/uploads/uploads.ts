import { signedIn } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { UploadState } from '../enums.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { UploadConnection } from './upload.ts';

const newestUploads = orderOf('Upload', [{ createdAt: 'desc' }, { id: 'desc' }]);

builder.queryField('uploads', (t) =>
  t.field(
    list({
      ...signedIn,
      description: "The viewer's own.",
      connection: UploadConnection,
      order: newestUploads,
      args: { state: t.arg({ type: UploadState }) },
      where: ({ state }, { actor }) => ({
        userId: actor.userId ?? { in: [] },
        ...(state == null ? {} : { state }),
      }),
    }),
  ),
);
