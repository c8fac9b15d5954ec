import { describe, expect, it } from 'vitest';
import { bytesCorrupt, serverError, serverUnreachable, usageInvalid } from './errors.ts';
import { errorLine, exitCodeOf } from './exit-codes.ts';

function exitCodeOfCode(code: string, status?: number) {
  return exitCodeOf(serverError({ code, message: 'm', status }), false);
}

describe('exit codes', () => {
  it.each([
    ['INVALID_INPUT', 2],
    ['GRAPHQL_VALIDATION_FAILED', 2],
    ['PASSWORD_NOT_ACCEPTABLE', 2],
    ['SIGN_IN_FAILED', 3],
    ['SESSION_ENDED', 3],
    ['TOKEN_INVALID', 3],
    ['ACCESS_DENIED', 4],
    ['ARTIFACT_HELD', 4],
    ['PROJECT_NOT_FOUND', 5],
    ['UPLOAD_GONE', 5],
    ['REPOSITORY_ALREADY_EXISTS', 6],
    ['ROLE_IN_USE', 6],
    ['LAST_ADMIN', 6],
    ['LOGIN_RATE_LIMITED', 7],
    ['DATABASE_UNAVAILABLE', 7],
    ['UPLOAD_DIGEST_MISMATCH', 8],
  ])('follows the code %s: %i', (code, exitCode) => {
    expect(exitCodeOfCode(code)).toBe(exitCode);
  });

  it('follows the status where a code says nothing', () => {
    expect(
      [400, 401, 403, 404, 409, 410, 429, 503].map((s) => exitCodeOfCode('SERVER', s)),
    ).toEqual([2, 3, 4, 5, 6, 5, 7, 7]);
  });

  it('keeps 8 for bytes that are not the promised ones, and 130 for Ctrl-C', () => {
    expect(exitCodeOf(bytesCorrupt('b'), false)).toBe(8);
    expect(exitCodeOf(serverUnreachable('u'), true)).toBe(130);
    expect(exitCodeOf(new Error('a fault of ours'), false)).toBe(1);
  });

  it('says what went wrong in one line that starts with the name of the program', () => {
    expect(errorLine(usageInvalid('one\ntwo\u001b[2J'), false)).toBe('bonded: one two [2J');
    expect(errorLine(usageInvalid('never shown'), true)).toBe('bonded: interrupted');
  });
});
