export * from './address-rule.ts';
export * from './egress.ts';
export * from './egress-errors.ts';
export * from './network.ts';
