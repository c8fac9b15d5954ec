export { type BlobStoreMedium, describeBlobStore } from './conformance/blob-store-suite.ts';
export { FaultBlobStore, type FaultPlan } from './conformance/fault-blob-store.ts';
export {
  describePartialStore,
  type PartialStoreMedium,
} from './conformance/partial-store-suite.ts';
export {
  findS3Server,
  type S3TestBucket,
  type S3TestServer,
  s3ServerInstall,
  startS3Server,
} from './conformance/s3-server.ts';
