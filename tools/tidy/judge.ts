import type { Exception } from './exceptions.ts';
import type { House } from './house.ts';
import type { Rule, Violation } from './rule.ts';

export interface Judgement extends Violation {
  readonly rule: string;
}

/** Runs all rules over a house. */
export async function judge(house: House, rules: readonly Rule[]): Promise<readonly Judgement[]> {
  const found: Judgement[] = [];
  for (const rule of rules) {
    for (const violation of await rule.check(house)) found.push({ rule: rule.name, ...violation });
  }
  return found;
}

function excuses(exception: Exception, { rule, path }: Judgement): boolean {
  return exception.rule === rule && exception.path === path;
}

/** Takes out what is excepted, and adds the exceptions that excuse nothing any more. */
export function except(
  judgements: readonly Judgement[],
  exceptions: readonly Exception[],
): readonly Judgement[] {
  const stale = exceptions.filter(
    (exception) => !judgements.some((judgement) => excuses(exception, judgement)),
  );
  return [
    ...judgements.filter((judgement) => !exceptions.some((each) => excuses(each, judgement))),
    ...stale.map(({ rule, path }) => ({
      rule: 'exceptions',
      path: 'tools/tidy/exceptions.ts',
      says: `nothing needs the exception of ${path} from ${rule} any more: take it out`,
    })),
  ];
}

export function format({ rule, path, line, says }: Judgement): string {
  return `${path}${line === undefined ? '' : `:${line}`}: ${says} [${rule}]`;
}
