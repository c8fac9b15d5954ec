import { describe, expect, it } from 'vitest';
import { type IpAddress, parseIpAddress } from './ip-address.ts';
import {
  type AttemptCounter,
  type AttemptLimit,
  defaultLoginLimits,
  type LoginAttempt,
  type LoginProof,
  LoginThrottle,
} from './throttle.ts';

const patient = new AbortController().signal;

/** Counts exactly, on a clock that the test turns: every event is kept until its window is over. */
class ExactCounter implements AttemptCounter {
  nowMs = 0;
  readonly events = new Map<string, number[]>();

  take(key: string, limit: AttemptLimit) {
    const recent = (this.events.get(key) ?? []).filter((at) => at > this.nowMs - limit.windowMs);
    const admitted = recent.length < limit.countMax;
    if (admitted) recent.push(this.nowMs);
    this.events.set(key, recent);
    const retryAfterMs = admitted ? 0 : (recent[0] ?? 0) + limit.windowMs - this.nowMs;
    return Promise.resolve({ admitted, retryAfterMs });
  }

  giveBack(key: string) {
    this.events.get(key)?.pop();
    return Promise.resolve();
  }
}

function address(text: string): IpAddress {
  const parsed = parseIpAddress(text);
  if (!parsed) throw new Error(`${text} is an address`);
  return parsed;
}

function attempt(changes: Partial<LoginAttempt> = {}): LoginAttempt {
  return { account: 'alice', address: address('192.0.2.1'), proof: { kind: 'none' }, ...changes };
}

function newThrottle() {
  const counter = new ExactCounter();
  return { counter, throttle: new LoginThrottle(counter) };
}

async function admittedOf(throttle: LoginThrottle, attempts: LoginAttempt[]): Promise<number> {
  const results = await Promise.allSettled(attempts.map((one) => throttle.admit(one, patient)));
  return results.filter((result) => result.status === 'fulfilled').length;
}

describe('the login throttle', () => {
  it('D3.13 lets ten failures an hour through for an account, whatever the address', async () => {
    const { throttle } = newThrottle();
    const attempts = Array.from({ length: 100 }, (_, at) =>
      attempt({ address: address(`198.51.100.${at}`) }),
    );
    expect(await admittedOf(throttle, attempts)).toBe(10);
  });

  it('D3.13 100 attempts at once, as in one GraphQL request, count as 100', async () => {
    const { throttle } = newThrottle();
    expect(
      await admittedOf(
        throttle,
        Array.from({ length: 100 }, () => attempt()),
      ),
    ).toBe(10);
  });

  it('D3.13 counts the spellings of one user name together', async () => {
    const { throttle } = newThrottle();
    const spellings = ['alice', 'ALICE', ' alice ', 'ａlice', 'Alice'];
    const attempts = Array.from({ length: 50 }, (_, at) =>
      attempt({ account: spellings[at % spellings.length] ?? '' }),
    );
    expect(await admittedOf(throttle, attempts)).toBe(10);
  });

  it('D3.13 limits one IPv6 /64 as one address', async () => {
    const { throttle } = newThrottle();
    const attempts = Array.from({ length: 300 }, (_, at) =>
      attempt({ account: `user-${at}`, address: address(`2001:db8:1:2::${at.toString(16)}`) }),
    );
    expect(await admittedOf(throttle, attempts)).toBe(defaultLoginLimits.address.countMax);
    const neighbour = attempt({ account: 'bob', address: address('2001:db8:1:3::1') });
    expect(await admittedOf(throttle, [neighbour])).toBe(1);
  });

  it('D3.13 limits everyone together', async () => {
    const { throttle } = newThrottle();
    const attempts = Array.from({ length: 6_000 }, (_, at) =>
      attempt({ account: `user-${at}`, address: address(`10.${at >> 8}.${at & 255}.1`) }),
    );
    expect(await admittedOf(throttle, attempts)).toBe(defaultLoginLimits.everyone.countMax);
  });

  it('D3.13 after 10,000 hostile tries a known device or a second factor comes in', async () => {
    const { counter, throttle } = newThrottle();
    for (let round = 0; round < 10_000; round += 1) {
      counter.nowMs += 300;
      await admittedOf(throttle, [attempt({ address: address(`203.0.113.${round % 256}`) })]);
    }
    expect(await admittedOf(throttle, [attempt()])).toBe(0);
    const proofs: LoginProof[] = [
      { kind: 'known-device', deviceId: 'laptop' },
      { kind: 'second-factor' },
    ];
    // Even from the address that the attack came from.
    for (const proof of proofs) {
      const hostileAddress = address('203.0.113.1');
      expect(await admittedOf(throttle, [attempt({ proof, address: hostileAddress })])).toBe(1);
    }
  });

  it('D3.13 limits what a known device may try, each device by itself', async () => {
    const { throttle } = newThrottle();
    const from = (deviceId: string) => attempt({ proof: { kind: 'known-device', deviceId } });
    expect(
      await admittedOf(
        throttle,
        Array.from({ length: 50 }, () => from('laptop')),
      ),
    ).toBe(10);
    expect(await admittedOf(throttle, [from('phone')])).toBe(1);
  });

  it('does not count sign-ins that succeed', async () => {
    const { throttle } = newThrottle();
    for (let round = 0; round < 200; round += 1) {
      const admitted = await throttle.admit(attempt(), patient);
      await admitted.giveBack(patient);
      await admitted.giveBack(patient);
    }
    expect(
      await admittedOf(
        throttle,
        Array.from({ length: 20 }, () => attempt()),
      ),
    ).toBe(10);
  });

  it('gives back what it took when a later limit refuses', async () => {
    const { counter, throttle } = newThrottle();
    await admittedOf(
      throttle,
      Array.from({ length: 60 }, () => attempt()),
    );
    expect(counter.events.get('login:everyone')).toHaveLength(10);
    expect(counter.events.get('login:address:192.0.2.1')).toHaveLength(10);
  });

  it('admits again when the window has passed, and says when that is', async () => {
    const { counter, throttle } = newThrottle();
    await admittedOf(
      throttle,
      Array.from({ length: 10 }, () => attempt()),
    );
    counter.nowMs = 600_000;
    await expect(throttle.admit(attempt(), patient)).rejects.toMatchObject({
      code: 'LOGIN_RATE_LIMITED',
      kind: 'rate-limited',
      details: { retryAfterSeconds: 3_000 },
    });
    counter.nowMs = 3_600_000;
    expect(await admittedOf(throttle, [attempt()])).toBe(1);
  });

  it('D2.8 never shows the store a user name', async () => {
    const { counter, throttle } = newThrottle();
    await admittedOf(throttle, [attempt({ account: 'alice@example.test' })]);
    expect([...counter.events.keys()].join()).not.toContain('alice');
  });
});
