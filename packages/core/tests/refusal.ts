import { AppError } from '@bonded/kernel';
import { expect } from 'vitest';

/** The operating error with which something was refused. Fails when it was let through. */
export async function refusalOf(act: Promise<unknown>): Promise<AppError> {
  try {
    await act;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return expect.fail('it was let through');
}

export async function codeOf(act: Promise<unknown>): Promise<string> {
  return (await refusalOf(act)).code;
}
