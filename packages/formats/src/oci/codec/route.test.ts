import { expect, it } from 'vitest';
import { readRoute } from './route.ts';

const read = (path: string) => readRoute(path.split('/'));

it('reads every address of the specification', () => {
  const image = ['team', 'app'];
  expect(read('team/app/manifests/latest')).toEqual({
    kind: 'manifest',
    image,
    reference: 'latest',
  });
  expect(read('team/app/blobs/sha256:0')).toEqual({ kind: 'blob', image, reference: 'sha256:0' });
  expect(read('team/app/blobs/uploads')).toEqual({ kind: 'uploads', image });
  expect(read('team/app/blobs/uploads/id')).toEqual({ kind: 'upload', image, reference: 'id' });
  expect(read('team/app/tags/list')).toEqual({ kind: 'tags', image });
  expect(read('team/app/referrers/sha256:0')).toMatchObject({ kind: 'referrers', image });
});

it('reads from the right, since images are called as they like', () => {
  expect(read('manifests/blobs/manifests/v1')).toMatchObject({
    kind: 'manifest',
    image: ['manifests', 'blobs'],
  });
  expect(read('blobs/uploads/manifests/v1')).toMatchObject({ image: ['blobs', 'uploads'] });
  expect(read('tags/list/tags/list')).toEqual({ kind: 'tags', image: ['tags', 'list'] });
});

it('finds nothing at other addresses', () => {
  for (const path of ['', 'app', 'team/app', 'app/manifests', 'app/tags/other', 'app/other/x']) {
    expect(read(path), path).toBeNull();
  }
});
