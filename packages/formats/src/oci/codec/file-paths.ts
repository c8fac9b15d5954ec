/** Where the bytes of a manifest lie in its repository. */
export function manifestFilePath(image: string, version: string): string {
  return `${image}/manifests/${version}`;
}

/** A layer belongs to each image that has it, so each has a path of its own to it. */
export function layerFilePath(image: string, version: string, digest: string): string {
  return `${image}/${version}/blobs/${digest}`;
}
