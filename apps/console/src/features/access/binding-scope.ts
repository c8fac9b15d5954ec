/** Where a role is given: to a project, or to one repository of it. */
export interface BindingScope {
  readonly project: string;
  readonly repository?: string;
}
