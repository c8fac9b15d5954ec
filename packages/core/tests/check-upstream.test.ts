import { checkProxy, checkUpstream } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { servePlain } from './plain-upstream.ts';
import { proxiesIn } from './proxies.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'hosted' });
const { makeProxy } = proxiesIn(warehouse, admin);

const secretly = 'Bearer s3cret';

/** Shows its front to who brings the credential alone. */
function servePrivate() {
  return servePlain((request, response) => {
    const isKnown = request.headers.authorization === secretly;
    response.statusCode = isKnown ? 200 : 401;
    response.end(isKnown ? 'plain 1' : '');
  });
}

const wish = (upstreamUrl: string) => ({ project: 'harbour', format: 'NPM', upstreamUrl }) as const;

describe('an upstream that is tried', () => {
  it('is recognised by what it shows, and is asked nothing else', async () => {
    const upstream = await servePlain((_request, response) => response.end('plain 1'));
    const tried = await checkUpstream(ports, admin, wish(upstream.url));
    expect(tried).toMatchObject({
      status: 200,
      url: `${upstream.url}front`,
      isRecognised: true,
      credential: 'not-needed',
    });
    expect(upstream.asked).toEqual(['/front']);
  });

  it('is not taken for one of its format where it shows a page', async () => {
    const upstream = await servePlain((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<html>Welcome</html>');
    });
    const tried = await checkUpstream(ports, admin, wish(upstream.url));
    expect(tried).toMatchObject({ isRecognised: false, contentType: 'text/html' });
  });

  it('says nothing of its format or a credential where it has nothing to show', async () => {
    const upstream = await servePlain((_request, response) => {
      response.statusCode = 404;
      response.end();
    });
    const tried = await checkUpstream(ports, admin, wish(upstream.url));
    expect(tried).toMatchObject({ status: 404, isRecognised: null, credential: 'untold' });
  });

  it('tells a credential that counts from one that is wrong, missing or idle', async () => {
    const { url } = await servePrivate();
    const answerTo = async (upstreamSecret: string | undefined, at = url) => {
      const secret = upstreamSecret === undefined ? {} : { upstreamSecret };
      return (await checkUpstream(ports, admin, { ...wish(at), ...secret })).credential;
    };
    expect(await answerTo('s3cret')).toBe('accepted');
    expect(await answerTo('wrong')).toBe('refused');
    expect(await answerTo(undefined)).toBe('wanted');
    const open = await servePlain((_request, response) => response.end('plain 1'));
    expect(await answerTo('s3cret', open.url)).toBe('not-needed');
  });

  it('is left alone where it asks to be', async () => {
    const upstream = await servePlain((_request, response) => {
      response.statusCode = 429;
      response.setHeader('retry-after', '60');
      response.end();
    });
    const tried = checkUpstream(ports, admin, wish(upstream.url));
    expect(await codeOf(tried)).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('is never in a network that fetches may not go to, and its silence has a name', async () => {
    const inside = checkUpstream(ports, admin, wish('http://127.0.0.2:9/'));
    expect(await codeOf(inside)).toBe('EGRESS_REFUSED');
    const silent = checkUpstream(ports, admin, wish('http://127.0.0.1:9/'));
    expect(await codeOf(silent)).toBe('EGRESS_FAILED');
  });
});

describe('a proxy that is tried', () => {
  it('is asked with the credential that it keeps, which goes to no other origin', async () => {
    const [here, elsewhere] = [await servePrivate(), await servePrivate()];
    const { id } = await makeProxy(here.url, { upstreamSecret: 's3cret' });
    expect(await checkProxy(ports, admin, { id })).toMatchObject({ credential: 'accepted' });
    const moved = await checkProxy(ports, admin, { id, upstreamUrl: elsewhere.url });
    expect(moved.credential).toBe('wanted');
    const bare = await checkProxy(ports, admin, { id, upstreamSecret: '' });
    expect(bare.credential).toBe('wanted');
  });

  it('is what it was afterwards', async () => {
    const upstream = await servePlain((_request, response) => response.end('plain 1'));
    const { id } = await makeProxy('http://127.0.0.1:9/');
    const before = await ports.database.prisma.upstream.findMany();
    await checkProxy(ports, admin, { id, upstreamUrl: upstream.url, upstreamSecret: 'x' });
    expect(await ports.database.prisma.upstream.findMany()).toEqual(before);
    expect(await ports.database.prisma.upstreamDocument.count()).toBe(0);
  });

  it('has an upstream, which nothing else has', async () => {
    const { id } = await ports.database.prisma.repository.findFirstOrThrow({
      where: { slug: 'hosted' },
    });
    expect(await codeOf(checkProxy(ports, admin, { id }))).toBe('SUPPLY_INVALID');
  });
});

it('asks nobody for who may not make or change a proxy', async () => {
  const upstream = await servePlain((_request, response) => response.end('plain 1'));
  const { id } = await makeProxy(upstream.url);
  const person = { role: 'Publisher', project: 'harbour' } as const;
  const stranger = await signInNew(warehouse, admin, 'stranger', person);
  for (const act of [
    () => checkUpstream(ports, stranger, wish(upstream.url)),
    () => checkProxy(ports, stranger, { id }),
  ]) {
    expect(await codeOf(act())).toBe('ACCESS_DENIED');
  }
  expect(upstream.asked).toEqual([]);
});
