interface Refused {
  /** Only what an index promised is missed where upstream has it. */
  readonly asked: 'index' | 'file';
  readonly path: string;
  readonly status: number;
  readonly said: string;
}

/** Something that was asked for and not given. */
export class Refusal extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(`${refused.path}: ${refused.status} ${refused.said.slice(0, 500)}`);
    this.refused = refused;
  }
}

/**
 * Whose doing it is: a policy decided it and says by which number, upstream has no such package or
 * does not answer, the archive is known as broken, or we refuse what everybody installs.
 */
export type Blame = 'policy' | 'upstream' | 'known' | 'ours';

export function blameFor({ asked, status, said }: Refused): Blame {
  if (status === 403 && /\bBD-[2-9A-Z]{6,}/.test(said)) return 'policy';
  const isAbsent = asked === 'index' && status === 404;
  return isAbsent || /does not answer|still on its way/.test(said) ? 'upstream' : 'ours';
}
