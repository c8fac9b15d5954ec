import { ociNameInvalid } from './errors.ts';

/** Distribution specification 1.1, "Pulling manifests": a path component, and a tag. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tag = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** With the host before it, clients take 255 characters. */
const nameCharsMax = 200;

/** The name of an image inside its repository, of one or more components. */
export function imageNameOf(segments: readonly string[]): string {
  const name = segments.join('/');
  // Bounded before it is matched.
  if (name.length > nameCharsMax || !segments.every(isComponent) || segments.length === 0) {
    throw ociNameInvalid(
      'An image is named by lower-case letters and digits, with single dots and hyphens between.',
    );
  }
  return name;
}

function isComponent(segment: string): boolean {
  return component.test(segment);
}

export function isTag(text: string): boolean {
  return tag.test(text);
}
