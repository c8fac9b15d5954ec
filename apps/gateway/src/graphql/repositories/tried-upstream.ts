import type { TriedUpstream as Tried } from '@bonded/core/repositories';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { CredentialAnswer } from '../enums.ts';

export const TriedUpstream = builder.objectRef<Tried>('TriedUpstream').implement({
  description: 'What an upstream said when it was tried.',
  fields: (t) => ({
    status: t.exposeInt('status', visible),
    url: t.exposeString('url', {
      ...visible,
      description: 'Where the answer came from, after redirects.',
    }),
    elapsedMs: t.exposeInt('elapsedMs', visible),
    contentType: t.exposeString('contentType', visible),
    isRecognised: t.exposeBoolean('isRecognised', {
      ...visible,
      nullable: true,
      description:
        'Whether it shows what servers of the format show; null where they show nothing.',
    }),
    credential: t.expose('credential', { ...visible, type: CredentialAnswer }),
  }),
});
