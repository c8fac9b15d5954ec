import * as uploads from '@bonded/core/uploads';
import { append, openUpload, rawPorts, underLock } from '../uploads.ts';
import { type Act, admin, crane, fresh, ports, prisma, signal, warehouse } from './ground.ts';

async function wholeUpload() {
  const upload = await openUpload(warehouse, admin, { path: fresh('file') });
  await append(warehouse, upload, { offsetBytes: 0, text: '0123456789' });
  return upload;
}

/** Uploads, from their first byte to their end. */
export const uploadActs: Readonly<Record<string, Act>> = {
  createUpload: {
    action: 'upload.create',
    prepare: async () => {
      const path = fresh('file');
      return (at) => openUpload({ ...warehouse, ports: at }, admin, { path });
    },
  },
  completeUpload: {
    action: 'upload.complete',
    also: ['artifact.publish'],
    prepare: async () => {
      const upload = await wholeUpload();
      return (at) =>
        underLock(warehouse, upload, (claim) =>
          uploads.completeUpload(rawPorts({ ...warehouse, ports: at }), admin, { upload, claim }),
        );
    },
  },
  depositUpload: {
    action: 'upload.complete',
    also: ['blob.deposit'],
    prepare: async () => {
      const upload = await wholeUpload();
      const { digest: hex, ...sealed } = await ports.partials.seal(upload.id, { signal });
      const expected = { algorithm: 'sha256', hex } as const;
      const deposit = { ...crane, upload, expected, staged: { ...sealed, digest: hex } };
      return (at) =>
        underLock(warehouse, upload, (claim) =>
          uploads.depositUpload(at, admin, { ...deposit, claim }),
        );
    },
  },
  terminateUpload: {
    action: 'upload.terminate',
    prepare: async () => {
      const { id } = await openUpload(warehouse, admin);
      return (at) => uploads.terminateUpload(at, admin, { id }, signal);
    },
  },
  expireUploads: {
    action: 'upload.expire',
    prepare: async () => {
      await uploads.expireUploads(ports, signal);
      const { id } = await openUpload(warehouse, admin);
      await prisma.upload.update({ where: { id }, data: { expiresAt: new Date(0) } });
      return (at) => uploads.expireUploads(at, signal);
    },
  },
};
