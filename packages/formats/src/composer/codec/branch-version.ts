const numbersMax = 4;
const numbered = /^v?(\d+)((?:\.(?:\d+|[xX*]))*)$/;

/**
 * The version that a branch is, as Composer says it: `1.x` is `1.x-dev`, of which releases are
 * ahead and behind; any other is `dev-` and its name.
 */
export function branchVersion(branch: string): string {
  const [, first, rest = ''] = numbered.exec(branch) ?? [];
  const numbers = rest.split('.').length;
  if (first === undefined || numbers > numbersMax) return `dev-${branch.replaceAll('#', '+')}`;
  const prefix = branch.startsWith('v') ? 'v' : '';
  const written = rest.replaceAll(/[X*]/g, 'x');
  // Composer fills up to four places, and writes all open ones at the end as one.
  let closed = written;
  while (closed.endsWith('.x')) closed = closed.slice(0, -2);
  const isOpen = numbers < numbersMax || closed !== written;
  return `${prefix}${first}${closed}${isOpen ? '.x' : ''}-dev`;
}
