import { updatePolicy } from '@bonded/core/clearance';
import { findRepository } from '@bonded/core/repositories';
import { Severity } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Repository } from '../repositories/repository.ts';
import { Policy } from './policy.ts';

mutation('updatePolicy', {
  needs: 'policy:update',
  audits: 'policy.update',
  input: (t) => ({
    repositoryId: t.id({ required: true }),
    blockSeverity: t.field({ type: Severity, required: true }),
    blockMalware: t.boolean({ required: true }),
    holdUnscanned: t.boolean({ required: true }),
    cooldownHours: t.int(),
    upstreamUntil: t.field({ type: 'DateTime' }),
    isMonitoring: t.boolean(),
  }),
  payload: { policy: Policy, repository: Repository },
  resolve: async ({ ports, actor }, input) => ({
    // Null is a word here: it takes the moment away.
    policy: await updatePolicy(ports, actor, {
      ...given(input),
      upstreamUntil: input.upstreamUntil,
    }),
    repository: await findRepository(ports, actor, { id: input.repositoryId }),
  }),
});
