import { describe, expect, it } from 'vitest';
import { waitUntil } from '../../toolkit/host/wait-until.ts';
import { fakeHost } from '../support/fake-host.ts';

describe('waiting for a state', () => {
  it('reads until it is there, in growing pauses', async () => {
    const host = fakeHost({});
    const startMs = host.clock.now();
    const seenMs: number[] = [];
    const check = async () => seenMs.push(host.clock.now() - startMs);
    const waited = await waitUntil(host, check, (looks) => looks === 8, { deadlineMs: 10_000 });
    expect(waited).toEqual({ reached: true, state: 8 });
    expect(seenMs).toEqual([0, 50, 150, 350, 750, 1550, 2550, 3550]);
  });

  it('looks once where there is no time at all', async () => {
    let looks = 0;
    const check = async () => ++looks;
    expect(await waitUntil(fakeHost({}), check, () => false, { deadlineMs: 0 })).toEqual({
      reached: false,
      state: 1,
      error: undefined,
    });
  });

  it('looks a last time at the deadline itself, and not after it', async () => {
    const host = fakeHost({});
    const endMs = host.clock.now() + 170;
    let lastMs = 0;
    const check = async () => {
      lastMs = host.clock.now();
    };
    await waitUntil(host, check, () => false, { deadlineMs: 170 });
    expect(lastMs).toBe(endMs);
  });

  it('takes a failed look for a state not reached yet, and keeps its error to the end', async () => {
    const busy = new Error('busy');
    const failing = () => Promise.reject<number>(busy);
    expect(await waitUntil(fakeHost({}), failing, () => true, { deadlineMs: 100 })).toEqual({
      reached: false,
      state: undefined,
      error: busy,
    });
    let looks = 0;
    const recovering = async () => {
      looks += 1;
      if (looks < 3) throw busy;
      return looks;
    };
    expect(await waitUntil(fakeHost({}), recovering, Boolean, { deadlineMs: 1000 })).toEqual({
      reached: true,
      state: 3,
    });
  });

  it('ends when it is interrupted', async () => {
    const abort = new AbortController();
    abort.abort();
    const waiting = waitUntil(fakeHost({}), async () => 0, Boolean, {
      deadlineMs: 1000,
      signal: abort.signal,
    });
    await expect(waiting).rejects.toMatchObject({ code: 'host.aborted' });
  });
});
