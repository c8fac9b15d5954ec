export { FilesystemBlobStore } from './filesystem-blob-store.ts';
export { FilesystemPartialStore } from './filesystem-partial-store.ts';
export {
  type FilesystemLimits,
  type FilesystemStores,
  openFilesystemStores,
} from './open-filesystem-stores.ts';
