export { type BlobStoreMedium, describeBlobStore } from './conformance/blob-store-suite.ts';
export {
  describePartialStore,
  type PartialStoreMedium,
} from './conformance/partial-store-suite.ts';
