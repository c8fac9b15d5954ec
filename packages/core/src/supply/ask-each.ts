import { AppError } from '@bonded/kernel';
import type { RepositoryWithProject } from '../repositories/index.ts';

/**
 * What several repositories answer, in their order; null is no answer. One that is away does not
 * hide what the others have, and nothing is not said while somebody may have it. Errors: those of
 * `ask`.
 */
export async function askEach<Answer>(
  repositories: readonly RepositoryWithProject[],
  ask: (repository: RepositoryWithProject) => Promise<Answer | null>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let failure: AppError | undefined;
  for (const repository of repositories) {
    try {
      const answer = await ask(repository);
      if (answer !== null) answers.push(answer);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.kind === 'unavailable') failure ??= error;
      else if (error.kind !== 'not-found') throw error;
    }
  }
  if (answers.length === 0 && failure !== undefined) throw failure;
  return answers;
}
