/** What came of a sign-in; `refused` does not say whether the name or the password was wrong. */
export type SignInOutcome = 'done' | 'refused' | 'rate-limited' | 'unavailable';

const authPath = '/api/auth';

/** Posts a form to next-auth's own routes, with the token that proves that the form is ours. */
async function postForm(path: string, fields: Record<string, string>): Promise<Response> {
  const answer = await fetch(`${authPath}/csrf`, { cache: 'no-store' });
  // The shape that next-auth gives it.
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return fetch(`${authPath}/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
    cache: 'no-store',
  });
}

/** Exchanges a password for the session cookie, which this script cannot read. */
export async function startSession(username: string, password: string): Promise<SignInOutcome> {
  try {
    const answer = await postForm('callback/credentials', { username, password });
    // With `json`, next-auth answers with the address that it would have redirected to.
    const { url } = (await answer.json()) as { url: string };
    const error = new URL(url, window.location.origin).searchParams.get('error');
    if (answer.ok && error === null) return 'done';
    return error === 'rate-limited' || error === 'unavailable' ? error : 'refused';
  } catch {
    // No answer at all, or one that is not JSON: the console's server is not there.
    return 'unavailable';
  }
}

/** Ends the session at the gateway and in this browser. */
export async function endSession(): Promise<void> {
  await postForm('signout', {});
}

/** Whose session the cookie holds now; undefined when there is none. */
export async function sessionUsername(): Promise<string | undefined> {
  const response = await fetch(`${authPath}/session`, { cache: 'no-store' });
  // What `authOptions` lets out of the cookie.
  const session = (await response.json()) as { user?: { name?: string } };
  return session.user?.name;
}
