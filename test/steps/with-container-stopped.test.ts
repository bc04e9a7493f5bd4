import { describe, expect, it, test } from 'vitest';
import { withContainerStopped } from '../../toolkit/steps/with-container-stopped.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost } from '../support/fake-host.ts';
import { inspected, listener } from '../support/windows-texts.ts';

const bracket = withContainerStopped('web');
const inspect = 'docker container inspect web';
const proxy = listener(8065, { processName: 'docker-proxy' });
/** TIME_WAIT as Get-NetTCPConnection lists it: of process 0, whom Get-Process calls Idle. */
const CLOSING = listener(8065, { state: 'connected', processId: 0, processName: 'Idle' });

describe('a container that is stopped and started again', () => {
  test.each([
    ['running', true],
    ['exited', false],
    ['created', false],
    ['paused', false],
  ])('while it is %s: %s', async (status, needed) => {
    const run = { [inspect]: inspected('web', { status }) };
    const { state } = await look(bracket, { run, ask: { listeners: { sockets: [proxy] } } });
    expect(bracket.isNeeded(state, false)).toBe(needed);
  });

  test.each([
    ['is removed once it has stopped', { autoRemove: true }, [proxy], /--rm/],
    [
      'has lost its port to another program',
      {},
      [listener(8065)],
      /tcp 0\.0\.0\.0:8065 is held by nginx\.exe/,
    ],
  ])('is left alone where it %s', async (_why, text, sockets, reason) => {
    const run = { [inspect]: inspected('web', text) };
    expect((await refusalOn(bracket, { run, ask: { listeners: { sockets } } }))?.reason).toMatch(reason);
  });

  test.each([
    ['another address', { hostIp: '127.0.0.1' }, listener(8065, { localAddress: '127.0.0.2' })],
    ['another protocol', {}, listener(8065, { protocol: 'udp', state: 'bound' })],
  ])('is stopped although another program has %s of that number', async (_what, text, other) => {
    const run = { [inspect]: inspected('web', text) };
    const ask = { listeners: { sockets: [proxy, other] } };
    expect(await refusalOn(bracket, { run, ask })).toBeUndefined();
  });

  test.each([
    ['closes, which belongs to nobody', {}, CLOSING],
    [
      'is on IPv6, where only IPv4 is asked for',
      { hostIp: '0.0.0.0' },
      listener(8065, { localAddress: '::1' }),
    ],
  ])('is stopped although a socket of that number %s', async (_what, text, other) => {
    const run = { [inspect]: inspected('web', text) };
    expect(
      await refusalOn(bracket, { run, ask: { listeners: { sockets: [proxy, other] } } }),
    ).toBeUndefined();
  });

  it('is started only where it does not run', async () => {
    const before = { status: 'running', autoRemove: false, obstacle: null };
    const stopped = fakeHost({
      run: { [inspect]: inspected('web', { status: 'exited' }), 'docker start web': '' },
    });
    await bracket.bringBack(stopped, before);
    expect(stopped.written).toEqual(['docker start web']);
    const back = fakeHost({ run: { [inspect]: inspected('web') } });
    await bracket.bringBack(back, before);
    expect(back.written).toEqual([]);
  });

  test.each([
    [
      'is restarted where it was not started since, as docker may still be stopping it',
      '2026-01-31T14:00:00Z',
      1,
    ],
    ['is left alone where it was started since', '2026-01-31T14:25:00Z', 0],
  ])('runs, and %s', async (_what, startedAt, restarts) => {
    const before = {
      status: 'running',
      startedAt: '2026-01-31T14:00:00Z',
      autoRemove: false,
      obstacle: null,
    };
    const host = fakeHost({
      run: { [inspect]: inspected('web', { startedAt }), 'docker restart web': '' },
    });
    await bracket.bringBack(host, before);
    expect(host.written).toEqual(restarts === 1 ? ['docker restart web'] : []);
  });
});
