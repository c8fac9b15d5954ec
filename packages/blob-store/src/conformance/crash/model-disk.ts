/** Something that happened to a file since its last sync. */
export type FileChange =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly sizeBytes: number };

/** A file as the medium has it, and what only the cache knows. */
export class ModelFile {
  durable: Uint8Array;
  pending: FileChange[] = [];
  isReadOnly: boolean;
  /**
   * What a reader sees: durable and pending together, even where a failed sync dropped the latter.
   */
  cached: Uint8Array;

  constructor(durable: Uint8Array, isReadOnly: boolean) {
    this.durable = durable;
    this.cached = durable;
    this.isReadOnly = isReadOnly;
  }

  change(change: FileChange): void {
    this.pending.push(change);
    this.cached = applyChange(this.cached, change);
  }
}

/** A name that was given to something, or taken away (null), since the directory's last sync. */
export interface EntryChange {
  readonly name: string;
  readonly node: ModelNode | null;
}

export class ModelDirectory {
  readonly durable: Map<string, ModelNode>;
  pending: EntryChange[] = [];
  readonly cached: Map<string, ModelNode>;

  constructor(durable: Map<string, ModelNode> = new Map()) {
    this.durable = durable;
    this.cached = new Map(durable);
  }

  change(name: string, node: ModelNode | null): void {
    this.pending.push({ name, node });
    applyEntry(this.cached, { name, node });
  }
}

export type ModelNode = ModelFile | ModelDirectory;

export function applyChange(content: Uint8Array, change: FileChange): Uint8Array {
  if (change.kind === 'truncate') {
    const cut = new Uint8Array(change.sizeBytes);
    cut.set(content.subarray(0, change.sizeBytes));
    return cut;
  }
  const end = change.position + change.bytes.length;
  const grown = new Uint8Array(Math.max(content.length, end));
  grown.set(content);
  grown.set(change.bytes, change.position);
  return grown;
}

export function applyEntry(entries: Map<string, ModelNode>, { name, node }: EntryChange): void {
  if (node === null) entries.delete(name);
  else entries.set(name, node);
}
