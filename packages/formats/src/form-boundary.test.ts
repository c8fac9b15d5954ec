import { describe, expect, it } from 'vitest';
import { hasBoundary } from './form-boundary.ts';
import { readUploadForm } from './helm/upload-form.ts';

describe('the boundary of a form', () => {
  it.each(['multipart/form-data; boundary=x', 'multipart/form-data;charset=a; Boundary="a b"'])(
    'is in %s',
    (contentType) => expect(hasBoundary(contentType)).toBe(true),
  );

  it.each([
    undefined,
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
  ])('is not in %s', (contentType) => expect(hasBoundary(contentType)).toBe(false));

  it('that is empty ends an upload at once, whatever comes', async () => {
    const body = (async function* () {
      yield await Promise.resolve(Buffer.from('--\r\n\r\n--x\r\n'.repeat(100)));
    })();
    const taken = readUploadForm(body, 'multipart/form-data; boundary=', () => Promise.resolve());
    await expect(taken).rejects.toMatchObject({ code: 'HELM_UPLOAD_INVALID' });
  });
});
