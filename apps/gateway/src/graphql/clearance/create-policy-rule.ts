import { createPolicyRule } from '@bonded/core/clearance';
import { Format, PolicyLine, PolicyRuleEffect, Severity } from '../enums.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { PolicyRule } from './policy-rule.ts';

mutation('createPolicyRule', {
  needs: 'policy:update',
  audits: 'rule.create',
  input: (t) => ({
    effect: t.field({ type: PolicyRuleEffect, required: true }),
    project: t.string(),
    repository: t.string(),
    format: t.field({ type: Format }),
    name: t.string({ required: true }),
    versions: t.string(),
    licence: t.string(),
    severity: t.field({ type: Severity }),
    lifts: t.field({ type: [PolicyLine] }),
    reason: t.string({ required: true }),
    expiresAt: t.field({ type: 'DateTime' }),
  }),
  payload: { policyRule: PolicyRule },
  resolve: async ({ ports, actor }, input) => ({
    policyRule: await createPolicyRule(ports, actor, given(input)),
  }),
});
