/** Names that Windows keeps for devices, whatever follows their first dot. */
const deviceName = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/** What `module.checkElem` of golang.org/x/mod asks of an element of any path. */
export function isPathElement(element: string): boolean {
  const [stem = ''] = element.split('.', 1);
  return /[^.]/.test(element) && !element.endsWith('.') && !deviceName.test(stem);
}

const fileCharacters = /^[\p{L}0-9 !#$%&()+,.=@[\]^_{}~-]+$/u;

/** `module.CheckFilePath`: a name that every system that has Go can give to a file. */
export function isFilePath(path: string): boolean {
  return path.split('/').every((element) => isPathElement(element) && isFileName(element));
}

function isFileName(element: string): boolean {
  // Letters beyond ASCII are letters; within it there is no other than these.
  return fileCharacters.test(element);
}
