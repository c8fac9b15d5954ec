import { artifactActs } from './audited/artifact-acts.ts';
import { clearanceActs } from './audited/clearance-acts.ts';
import type { Act } from './audited/ground.ts';
import { identityActs } from './audited/identity-acts.ts';
import { keyActs } from './audited/key-acts.ts';
import { projectActs } from './audited/project-acts.ts';
import { supplyActs } from './audited/supply-acts.ts';
import { uploadActs } from './audited/upload-acts.ts';

export type { Act } from './audited/ground.ts';
export { warehouse } from './audited/ground.ts';

/** Every use case that changes something, by its name. */
export const acts: Readonly<Record<string, Act>> = {
  ...projectActs,
  ...artifactActs,
  ...clearanceActs,
  ...identityActs,
  ...keyActs,
  ...uploadActs,
  ...supplyActs,
};
