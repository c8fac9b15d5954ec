import { serviceActor } from '../access/index.ts';

/** Publishes to proxies and tags what it published, and nothing else. */
export const upstreamActor = serviceActor('upstream', ['repository:read', 'artifact:publish']);
