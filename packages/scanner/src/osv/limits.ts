export const scanLimits = {
  componentsMax: 50_000,
  findingsMax: 50_000,
  /** Components judged at a time, hence package names in one question to the index. */
  componentsPerQueryMax: 500,
} as const;
