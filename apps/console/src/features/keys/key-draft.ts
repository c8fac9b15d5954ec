import type { CreateApiKeyInput } from '#generated/graphql.ts';

const dayMs = 24 * 60 * 60 * 1000;

export const keyExpiries = ['30', '90', '365', 'never'] as const;
export const keyScopes = ['everywhere', 'project', 'repository'] as const;

export interface KeyDraft {
  readonly name: string;
  readonly scope: (typeof keyScopes)[number];
  readonly project: string;
  readonly repository: string;
  readonly expiry: (typeof keyExpiries)[number];
  /** Undefined allows everything its owner may. */
  readonly actions: readonly string[] | undefined;
}

export const emptyKeyDraft: KeyDraft = {
  name: '',
  scope: 'everywhere',
  project: '',
  repository: '',
  expiry: '90',
  actions: undefined,
};

/** The draft as the gateway takes it; what the chosen scope does not need is left out. */
export function keyInput(draft: KeyDraft, nowMs: number): CreateApiKeyInput {
  const { name, scope, project, repository, expiry, actions } = draft;
  const input: CreateApiKeyInput = { name };
  if (scope !== 'everywhere') input.project = project;
  if (scope === 'repository') input.repository = repository;
  if (actions) input.actions = [...actions];
  if (expiry !== 'never') input.expiresAt = new Date(nowMs + Number(expiry) * dayMs).toISOString();
  return input;
}
