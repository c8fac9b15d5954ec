import { describe, expect, it } from 'vitest';
import { referenceOf } from './image-reference.ts';

describe('referenceOf', () => {
  it.each([
    ['team/app:1.0', null, 'team/app', '1.0'],
    ['team/app:1.0', 'other:2', 'team/app', '1.0'],
    ['team/app', null, 'team/app', 'latest'],
    ['team/app', 'other:2', 'team/app', '2'],
    ['team/app', '2', 'team/app', '2'],
    ['team/app.tar', null, 'team/app', 'latest'],
    ['team/app.tar', '1.0', 'team/app', '1.0'],
    ['app:1.0.tar', 'other:2', 'app', '1.0'],
    ['any.tar', 'docker.io/library/nginx:1.27', 'library/nginx', '1.27'],
    ['mirror/any.tar', 'localhost:5000/app:1', 'mirror/app', '1'],
    ['any.tar', 'team/app:1', 'team/app', '1'],
  ])('sends %s, saved as %s, to %s:%s', (path, saved, image, tag) => {
    expect(referenceOf(path, saved)).toEqual({ image, tag });
  });

  it.each(['Team/App:1', ':1.0', 'app:bad tag', '../app:1'])('refuses %s', (path) => {
    expect(() => referenceOf(path, null)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});
