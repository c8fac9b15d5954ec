import { describe, expect, it } from 'vitest';
import { tee } from './tee.ts';

async function* numbers(count: number) {
  for (let index = 0; index < count; index++) yield await Promise.resolve(Uint8Array.of(index));
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<number[]> {
  const seen: number[] = [];
  for await (const chunk of chunks) seen.push(...chunk);
  return seen;
}

const failing = (message: string) => Promise.reject(new Error(message));

describe('tee', () => {
  it('gives both sides every chunk in order', async () => {
    const { body, inspected } = tee(numbers(5), collect);
    expect(await collect(body)).toEqual([0, 1, 2, 3, 4]);
    expect(await inspected).toEqual([0, 1, 2, 3, 4]);
  });

  it('asks for the next chunk only when both sides are done with the last', async () => {
    const shared = Uint8Array.of(0);
    async function* reusing() {
      for (let index = 0; index < 100; index++) {
        shared[0] = index;
        yield await Promise.resolve(shared);
      }
    }
    const slowly = async (chunks: AsyncIterable<Uint8Array>) => {
      const seen: number[] = [];
      for await (const chunk of chunks) {
        await Promise.resolve();
        await Promise.resolve();
        seen.push(...chunk);
      }
      return seen;
    };
    const { body, inspected } = tee(reusing(), slowly);
    const expected = Array.from({ length: 100 }, (_, index) => index);
    expect(await collect(body)).toEqual(expected);
    expect(await inspected).toEqual(expected);
  });

  it('fails the body with what the inspection refuses, at once', async () => {
    let given = 0;
    async function* endless() {
      for (;;) yield await Promise.resolve(Uint8Array.of(given++));
    }
    const { body, inspected } = tee(endless(), async (chunks) => {
      for await (const chunk of chunks) if (chunk[0] === 3) throw new Error('refused');
    });
    await expect(collect(body)).rejects.toThrow('refused');
    await expect(inspected).rejects.toThrow('refused');
    expect(given).toBeLessThan(6);
  });

  it('fails the body with a refusal that comes only at the end', async () => {
    const { body } = tee(numbers(3), async (chunks) => {
      await collect(chunks);
      await failing('cut off');
    });
    await expect(collect(body)).rejects.toThrow('cut off');
  });

  it('fails both sides with the fault of the source', async () => {
    async function* broken() {
      yield* numbers(2);
      await failing('connection lost');
    }
    const { body, inspected } = tee(broken(), collect);
    await expect(collect(body)).rejects.toThrow('connection lost');
    await expect(inspected).rejects.toThrow('connection lost');
  });

  it('ends the inspection when whoever reads the body gives up', async () => {
    for (const readBefore of [0, 1, 2]) {
      const { body, inspected } = tee(numbers(5), collect);
      const reader = body[Symbol.asyncIterator]();
      for (let read = 0; read <= readBefore; read++) await reader.next();
      await reader.return?.();
      await expect(inspected).rejects.toThrow('not read to its end');
    }
  });

  it('goes on without an inspection that has seen enough', async () => {
    const { body, inspected } = tee(numbers(5), async (chunks) => {
      for await (const chunk of chunks) return chunk[0];
      return undefined;
    });
    expect(await collect(body)).toEqual([0, 1, 2, 3, 4]);
    expect(await inspected).toBe(0);
  });
});
