/** Where the files of a version lie: as the package base address has them, all in lower case. */
export function nupkgPath(id: string, versionKey: string): string {
  const name = id.toLowerCase();
  return `${name}/${versionKey}/${name}.${versionKey}.nupkg`;
}

export function nuspecPath(id: string, versionKey: string): string {
  const name = id.toLowerCase();
  return `${name}/${versionKey}/${name}.nuspec`;
}
