import type { UploadRecord } from './upload-entry.ts';

const databaseName = 'bonded-uploads';
const storeName = 'records';

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(storeName, { keyPath: 'id' });
  });
  return settled(request);
}

/** Unfinished uploads of this browser. IndexedDB, because only it can keep a file handle. */
export class UploadRecords {
  #database: Promise<IDBDatabase> | undefined;

  async all(): Promise<UploadRecord[]> {
    const store = await this.#store('readonly');
    // Only `put` below writes into this store.
    return settled(store.getAll() as IDBRequest<UploadRecord[]>);
  }

  async put(record: UploadRecord): Promise<void> {
    const store = await this.#store('readwrite');
    await settled(store.put(record));
  }

  async delete(id: string): Promise<void> {
    const store = await this.#store('readwrite');
    await settled(store.delete(id));
  }

  async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    this.#database ??= open();
    return (await this.#database).transaction(storeName, mode).objectStore(storeName);
  }
}
