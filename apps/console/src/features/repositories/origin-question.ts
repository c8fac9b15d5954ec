/** Where a name would come from, as it is asked. */
export interface OriginQuestion {
  readonly name: string;
  readonly as: 'me' | 'anonymous' | 'user';
  /** Counts where `as` says so. */
  readonly user: string;
}

export const emptyQuestion: OriginQuestion = { name: '', as: 'me', user: '' };

export interface OriginVariables {
  readonly name: string;
  readonly asUser?: string;
  readonly asAnonymous?: boolean;
}

export function originVariables({ name, as, user }: OriginQuestion): OriginVariables {
  return {
    name: name.trim(),
    ...(as === 'user' && { asUser: user.trim() }),
    ...(as === 'anonymous' && { asAnonymous: true }),
  };
}
