/** Bounds of what one GraphQL request may ask for, and of what requests may hold open. */
export const limits = {
  bodyBytesMax: 256 * 1024,
  tokensMax: 1_000,
  /** Fields and fragments in a document: telling whether fields overlap compares each with each. */
  selectionsMax: 300,
  depthMax: 6,
  aliasesMax: 15,
  directivesMax: 50,
  /** As graphql-armor counts it, before anything is known of sizes: what stops fragment bombs. */
  staticCostMax: 10_000,
  /** Fields times rows. */
  complexityMax: 20_000,
  /** SQL statements that the reads of one operation may take (D4.9). */
  statementsMax: 20,
  pageSizeDefault: 50,
  pageSizeMax: 100,
  /** Beyond this a total says "at least": counting further costs more than it tells. */
  totalCountMax: 10_000,
  /** Things one subscriber has still to be told of. */
  subscriptionBacklogMax: 1_000,
  subscriptionsMax: 2_000,
  subscriptionsPerActorMax: 20,
  /** A revoked subscriber hears nothing more after 5 s (D3.11). */
  reauthenticateEveryMs: 2_000,
} as const;
