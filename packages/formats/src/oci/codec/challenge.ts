import { readRoute } from './route.ts';

export interface Asked {
  readonly method: string;
  readonly rawUrl: string;
  readonly publicUrl: string;
}

/** Of what a client may say, nothing that would end the quotes around it. */
const plainName = /^[a-z0-9._/-]{1,400}$/;

/** Where to get a token, and for what: the `WWW-Authenticate` of every 401. */
export function bearerChallenge({ method, rawUrl, publicUrl }: Asked): string {
  const service = publicUrl.replace(/^https?:\/\//, '');
  const name = imageOf(rawUrl);
  const actions = method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push';
  const scope = name === null ? '' : `,scope="repository:${name}:${actions}"`;
  return `Bearer realm="${publicUrl}/v2/token",service="${service}"${scope}`;
}

function imageOf(rawUrl: string): string | null {
  const [path = ''] = rawUrl.split('?', 1);
  const [mount, ...segments] = path.split('/').filter((segment) => segment !== '');
  const [project, repository, ...rest] = segments;
  const route = readRoute(rest);
  if (mount !== 'v2' || project === undefined || repository === undefined || route === null) {
    return null;
  }
  const name = [project, repository, ...route.image].join('/');
  return plainName.test(name) ? name : null;
}
