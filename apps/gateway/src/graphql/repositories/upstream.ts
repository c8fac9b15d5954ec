import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

builder.prismaObject('Upstream', {
  description: 'Where a proxy repository gets what it does not have.',
  fields: (t) => ({
    url: t.exposeString('url', visible),
    userName: t.exposeString('userName', { ...visible, nullable: true }),
    hasCredential: t.boolean({
      ...visible,
      description: 'A password or token is kept, sealed. It is never shown again.',
      resolve: ({ sealedSecret }) => sealedSecret !== null,
    }),
    freshForSeconds: t.exposeInt('freshForSeconds', {
      ...visible,
      description: 'How long an index is taken for fresh.',
    }),
    defaultNamespace: t.exposeString('defaultNamespace', {
      ...visible,
      nullable: true,
      description: 'Where it has images that are called by one part.',
    }),
    isOffline: t.exposeBoolean('isOffline', {
      ...visible,
      description: 'Serves what it has and asks nobody.',
    }),
    claimedNames: t.exposeStringList('claimedNames', {
      ...visible,
      description: 'Names that are ours: never asked for upstream. A star stands for any rest.',
    }),
    sharedNames: t.exposeStringList('sharedNames', {
      ...visible,
      description: 'Names that upstream may add to although a hosted repository has them.',
    }),
    answeredAt: t.expose('answeredAt', { ...visible, type: 'DateTime', nullable: true }),
    failedAt: t.expose('failedAt', { ...visible, type: 'DateTime', nullable: true }),
    restsUntil: t.expose('restsUntil', {
      ...visible,
      type: 'DateTime',
      nullable: true,
      description: 'Upstream asked not to be asked before then.',
    }),
    failure: t.exposeString('failure', {
      ...visible,
      nullable: true,
      description: 'What went wrong the last time that something did.',
    }),
  }),
});
