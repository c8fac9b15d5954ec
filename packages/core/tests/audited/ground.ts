import { serviceActor } from '@bonded/core/access';
import { newId } from '@bonded/kernel';
import { makeRepository, publish } from '../goods.ts';
import { makeUser, signInAdmin } from '../people.ts';
import { openWarehouse, type WarehousePorts } from '../warehouse.ts';

/** Where every act of the table takes place. */
export const warehouse = await openWarehouse();
export const { ports, signal, keks } = warehouse;
export const { prisma } = ports.database;
export const admin = await signInAdmin(warehouse);
export const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });
export const service = serviceActor('worker', []);

/** Makes a name that nothing has yet. */
export const fresh = (word: string) => `${word}-${newId()}`.slice(0, 60);

export interface Act {
  /** The one event that it leaves. */
  readonly action: string;
  /** Events of the acts that it is made of, beside the decisions that follow. */
  readonly also?: readonly string[];
  /** Makes what it acts on, and gives the act. */
  readonly prepare: () => Promise<(at: WarehousePorts) => Promise<unknown>>;
}

export const put = async (name = fresh('apple')) =>
  (await publish(warehouse, admin, { repository: apples, name, version: '1.0.0' })).artifact;

export const newUser = () => makeUser(warehouse, admin, fresh('user'));

export const orchard = { project: 'harbour', repository: 'apples' };

export const crane = { repository: apples, packageName: 'crane' };
