/** The list with one of it somewhere else; the same list where that is nowhere. */
export function moved(list: readonly string[], from: number, to: number): readonly string[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length || to === from) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Which row lies at a height: the nearest, where the pointer left the list. */
export function rowAt(rows: readonly Extent[], y: number): number {
  const at = rows.findIndex(({ bottom }) => y < bottom);
  return at === -1 ? rows.length - 1 : at;
}
