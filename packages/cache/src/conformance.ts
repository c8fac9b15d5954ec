export { type CacheMedium, describeCache } from './conformance/cache-suite.ts';
export { describeRateCounter, type RateCounterMedium } from './conformance/rate-counter-suite.ts';
