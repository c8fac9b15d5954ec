import {
  applyChange,
  applyEntry,
  type EntryChange,
  type FileChange,
  ModelDirectory,
  ModelFile,
  type ModelNode,
} from './model-disk.ts';

/** Picks one of `options` possibilities: 0 is the one that loses most, the last loses nothing. */
export type Choose = (options: number) => number;

/**
 * What the medium holds after a power cut, as `choose` decides: each unsynced write is lost, kept,
 * or torn at one of three offsets, apart from all others; each name keeps some first part of its
 * unsynced changes, apart from all other names, so that a rename may lose either of its ends.
 */
export function crashState(root: ModelDirectory, choose: Choose): ModelDirectory {
  const survivors = new Map<ModelNode, ModelNode>();
  const surviving = (node: ModelNode): ModelNode => {
    const known = survivors.get(node);
    if (known !== undefined) return known;
    const survivor =
      node instanceof ModelDirectory
        ? survivingDirectory(node, choose, surviving)
        : survivingFile(node, choose);
    survivors.set(node, survivor);
    return survivor;
  };
  return survivingDirectory(root, choose, surviving);
}

function survivingDirectory(
  directory: ModelDirectory,
  choose: Choose,
  surviving: (node: ModelNode) => ModelNode,
): ModelDirectory {
  const entries = new Map(directory.durable);
  for (const changes of Map.groupBy(directory.pending, ({ name }) => name).values()) {
    const kept = choose(changes.length + 1);
    for (const change of changes.slice(0, kept)) applyEntry(entries, change);
  }
  // Lost nodes are visited too, so that the choices are the same ones in the same order each time.
  for (const { node } of directory.pending) if (node !== null) surviving(node);
  for (const node of directory.durable.values()) surviving(node);
  return new ModelDirectory(new Map([...entries].map(([name, node]) => [name, surviving(node)])));
}

function survivingFile(file: ModelFile, choose: Choose): ModelFile {
  let content = file.durable;
  for (const change of file.pending) {
    const outcomes = outcomesOf(change);
    const outcome = outcomes[choose(outcomes.length)] ?? null;
    if (outcome !== null) content = applyChange(content, outcome);
  }
  return new ModelFile(content, file.isReadOnly);
}

/** Lost, torn after its first byte, in its middle or before its last byte, or whole. */
function outcomesOf(change: FileChange): readonly (FileChange | null)[] {
  if (change.kind === 'truncate') return [null, change];
  const { length } = change.bytes;
  const cuts = new Set([1, Math.floor(length / 2), length - 1]);
  const torn = [...cuts]
    .filter((cut) => cut > 0 && cut < length)
    .map((cut) => ({ ...change, bytes: change.bytes.subarray(0, cut) }));
  return [null, ...torn, change];
}

/**
 * A loss that a failing sync brings (fsyncgate): the cache keeps showing what no sync will save.
 */
export function forgetPending(node: ModelNode): void {
  const none: EntryChange[] & FileChange[] = [];
  node.pending = none;
}

/** What a sync that succeeds does. */
export function savePending(node: ModelNode): void {
  if (node instanceof ModelDirectory) {
    for (const change of node.pending) applyEntry(node.durable, change);
  } else {
    for (const change of node.pending) node.durable = applyChange(node.durable, change);
  }
  forgetPending(node);
}

/** Every state when there are at most `statesMax`, otherwise the extremes and random ones. */
export function* crashStates(
  root: ModelDirectory,
  options: { readonly statesMax: number; readonly random: () => number },
): Generator<ModelDirectory, void, undefined> {
  const { statesMax, random } = options;
  const radices = radicesOf(root);
  const total = radices.reduce((product, radix) => product * radix, 1);
  if (total <= statesMax) {
    for (let index = 0; index < total; index += 1) yield crashState(root, digitsOf(index));
    return;
  }
  yield crashState(root, () => 0);
  yield crashState(root, (radix) => radix - 1);
  for (let count = 2; count < statesMax; count += 1) {
    // A chooser that leans one way reaches states that a fair coin never would.
    const lean = random();
    yield crashState(root, (radix) => {
      if (random() < lean) return Math.floor(random() * radix);
      return random() < lean ? 0 : radix - 1;
    });
  }
}

/** How many possibilities each choice has, when nothing is lost: then every choice is met. */
function radicesOf(root: ModelDirectory): number[] {
  const radices: number[] = [];
  crashState(root, (radix) => {
    radices.push(radix);
    return radix - 1;
  });
  return radices;
}

/** Reads a number digit by digit, each in the radix that is asked for. */
function digitsOf(index: number): Choose {
  let rest = index;
  return (radix) => {
    const digit = rest % radix;
    rest = Math.floor(rest / radix);
    return digit;
  };
}
