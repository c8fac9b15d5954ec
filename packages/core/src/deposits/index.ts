export * from './delete-deposit.ts';
export * from './deposit-blob.ts';
export * from './errors.ts';
export * from './expire-deposits.ts';
export * from './find-stored-blobs.ts';
export * from './insert-deposit.ts';
export * from './mount-blob.ts';
export * from './named-digest.ts';
export { type OpenBlobInput, type OpenedBlob, openBlob } from './open-blob.ts';
