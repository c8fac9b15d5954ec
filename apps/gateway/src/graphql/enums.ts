import {
  ArtifactState as artifactStates,
  AuditOutcome as auditOutcomes,
  DecisionEffect as decisionEffects,
  DecisionKind as decisionKinds,
  Format as formats,
  PolicyRuleEffect as policyRuleEffects,
  RepositoryKind as repositoryKinds,
  ScanStatus as scanStatuses,
  ScopeKind as scopeKinds,
  UploadState as uploadStates,
  VcsKind as vcsKinds,
  VcsRefKind as vcsRefKinds,
} from '@bonded/database';
import { builder } from './builder.ts';

// Enumerations that the database declares: one list, wherever it is read.
export const ArtifactState = builder.enumType(artifactStates, { name: 'ArtifactState' });
export const AuditOutcome = builder.enumType(auditOutcomes, { name: 'AuditOutcome' });
export const DecisionEffect = builder.enumType(decisionEffects, { name: 'DecisionEffect' });
export const DecisionKind = builder.enumType(decisionKinds, { name: 'DecisionKind' });
export const Format = builder.enumType(formats, { name: 'Format' });
export const PolicyRuleEffect = builder.enumType(policyRuleEffects, { name: 'PolicyRuleEffect' });
export const RepositoryKind = builder.enumType(repositoryKinds, { name: 'RepositoryKind' });
export const ScanStatus = builder.enumType(scanStatuses, { name: 'ScanStatus' });
export const ScopeKind = builder.enumType(scopeKinds, { name: 'ScopeKind' });
export const UploadState = builder.enumType(uploadStates, { name: 'UploadState' });
export const VcsKind = builder.enumType(vcsKinds, { name: 'VcsKind' });
export const VcsRefKind = builder.enumType(vcsRefKinds, { name: 'VcsRefKind' });

// Words that the database keeps as text.
export const Severity = builder.enumType('Severity', {
  values: {
    NONE: { value: 'none' },
    LOW: { value: 'low' },
    MEDIUM: { value: 'medium' },
    HIGH: { value: 'high' },
    CRITICAL: { value: 'critical' },
  } as const,
});

/** The lines of a policy that a rule may waive. */
export const PolicyLine = builder.enumType('PolicyLine', {
  values: {
    DENIED: { value: 'denied' },
    SEVERITY: { value: 'severity' },
    DATE: { value: 'date' },
    COOLDOWN: { value: 'cooldown' },
    UNSCANNED: { value: 'unscanned' },
  } as const,
});

/** What a repository says to a name. */
export const NameAnswerKind = builder.enumType('NameAnswerKind', {
  values: {
    HAS: { value: 'has' },
    LACKS: { value: 'lacks' },
    CLAIMED: { value: 'claimed' },
    UNAVAILABLE: { value: 'unavailable' },
    FORBIDDEN: { value: 'forbidden' },
  } as const,
});

/** What an upstream made of the credential that it was tried with. */
export const CredentialAnswer = builder.enumType('CredentialAnswer', {
  values: {
    ACCEPTED: { value: 'accepted' },
    REFUSED: { value: 'refused' },
    WANTED: { value: 'wanted' },
    NOT_NEEDED: { value: 'not-needed' },
    UNTOLD: { value: 'untold' },
  } as const,
});

export const FindingKind = builder.enumType('FindingKind', {
  values: { VULNERABILITY: { value: 'vulnerability' }, MALWARE: { value: 'malware' } } as const,
});

export const ComponentRelation = builder.enumType('ComponentRelation', {
  values: {
    SELF: { value: 'self' },
    BUNDLED: { value: 'bundled' },
    DEPENDENCY: { value: 'dependency' },
  } as const,
});

export const ActorKind = builder.enumType('ActorKind', {
  values: {
    USER: { value: 'user' },
    API_KEY: { value: 'api-key' },
    SERVICE: { value: 'service' },
    ANONYMOUS: { value: 'anonymous' },
  } as const,
});
