import { limits } from '#lib/limits.ts';
import type { PickedFile } from './upload-entry.ts';

type HandleItem = DataTransferItem & {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
};

type PickerWindow = Window & {
  readonly showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
};

const fileOf = (file: File): PickedFile => ({ file, path: file.webkitRelativePath || file.name });

/** Files from a plain file field. */
export function filesOfField(files: FileList | null): PickedFile[] {
  return [...(files ?? [])].slice(0, limits.uploadQueueMax).map(fileOf);
}

/**
 * Files and folders that were dropped; with handles where the browser gives them, so that a reload
 * can go on.
 */
export async function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  // Browsers that know handles hand them out here; the standard types do not say so yet.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file') as HandleItem[];
  const first = items[0];
  if (!first?.getAsFileSystemHandle) return filesOfField(transfer.files);
  // Every item must be asked before the event is over; only then may we wait.
  const handles = await Promise.all(items.map(async (item) => item.getAsFileSystemHandle?.()));
  const found: PickedFile[] = [];
  for (const handle of handles) {
    if (handle) await collect(handle, '', found);
  }
  return found;
}

// The dialog of the File System Access API, which the standard types leave out.
const pickerOf = () => (window as PickerWindow).showOpenFilePicker;

/** Whether the browser can hand out handles from its own file dialog. */
export const hasFilePicker = (): boolean => pickerOf() !== undefined;

/** Files from the browser's file dialog, with handles. Empty when the dialog was closed. */
export async function filesOfPicker(): Promise<PickedFile[]> {
  const picker = pickerOf();
  if (!picker) return [];
  try {
    const handles = await picker.call(window, { multiple: true });
    const picked: PickedFile[] = [];
    for (const handle of handles) {
      picked.push({ ...fileOf(await handle.getFile()), handle });
    }
    return picked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}

async function collect(
  handle: FileSystemHandle,
  prefix: string,
  found: PickedFile[],
): Promise<void> {
  if (found.length >= limits.uploadQueueMax) return;
  const path = `${prefix}${handle.name}`;
  if (handle.kind === 'file') {
    // Its kind says which of the two it is.
    const fileHandle = handle as FileSystemFileHandle;
    found.push({ file: await fileHandle.getFile(), path, handle: fileHandle });
    return;
  }
  // And if it is no file, it is a folder.
  for await (const child of (handle as FileSystemDirectoryHandle).values()) {
    await collect(child, `${path}/`, found);
  }
}
