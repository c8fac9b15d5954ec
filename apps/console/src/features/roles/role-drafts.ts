export interface RoleChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Actions that somebody has ticked or unticked and not saved yet, by role id. */
export type RoleDrafts = Readonly<Record<string, readonly string[]>>;

/** What saving would change; both lists are empty when nothing would. */
export function changeOf(
  saved: readonly string[],
  draft: readonly string[] | undefined,
): RoleChange {
  if (!draft) return { added: [], removed: [] };
  return {
    added: draft.filter((action) => !saved.includes(action)),
    removed: saved.filter((action) => !draft.includes(action)),
  };
}

export function toggled(actions: readonly string[], action: string): readonly string[] {
  return actions.includes(action) ? actions.filter((one) => one !== action) : [...actions, action];
}
