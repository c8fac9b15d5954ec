export { openS3Stores, type S3Limits, type S3Options, type S3Stores } from './open-s3-stores.ts';
export { S3BlobStore } from './s3-blob-store.ts';
export { S3PartialStore } from './s3-partial-store.ts';
