import { paths } from '#lib/paths.ts';
import { endSession } from '#lib/session/browser-session.ts';

/** Signs out; a full load follows, so that no page keeps what it has shown. */
export async function leave(): Promise<void> {
  await endSession();
  window.location.assign(paths.signIn());
}
