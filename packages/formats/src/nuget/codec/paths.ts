/** Where the files of a version lie: as the package base address has them, all in lower case. */
export function nupkgPath(id: string, versionKey: string): string {
  const name = id.toLowerCase();
  return `${name}/${versionKey}/${name}.${versionKey}.nupkg`;
}

export function nuspecPath(id: string, versionKey: string): string {
  const name = id.toLowerCase();
  return `${name}/${versionKey}/${name}.nuspec`;
}

/** The addresses of the package base, beside the archive: `readme`, `icon`, `license`. */
export function embeddedPath(id: string, versionKey: string, kind: string): string {
  return `${id.toLowerCase()}/${versionKey}/${kind}`;
}

export function snupkgPath(id: string, versionKey: string): string {
  const name = id.toLowerCase();
  return `${name}/${versionKey}/${name}.${versionKey}.snupkg`;
}

/** As debuggers ask (SSQP): by the name of the file and by what identifies its build. */
export function symbolPath(fileName: string, buildKey: string): string {
  const name = fileName.toLowerCase();
  return `symbols/${name}/${buildKey.toLowerCase()}/${name}`;
}
