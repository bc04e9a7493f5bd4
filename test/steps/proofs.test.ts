import { describe, expect, it, test } from 'vitest';
import { IANA_DYNAMIC_PORT_RANGE } from '../../toolkit/ports/iana.ts';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { expectBindRefused } from '../../toolkit/steps/expect-bind-refused.ts';
import { expectEphemeralHeadroom } from '../../toolkit/steps/expect-ephemeral-headroom.ts';
import { expectPortBindable } from '../../toolkit/steps/expect-port-bindable.ts';
import { expectPortsExcluded } from '../../toolkit/steps/expect-ports-excluded.ts';
import { moveBlocks } from '../../toolkit/steps/move-blocks.ts';
import { look } from '../support/drive.ts';
import {
  block,
  excluded,
  failed,
  inspected,
  listener,
  noService,
  own,
  service,
  showExcluded,
  tables,
} from '../support/windows-texts.ts';

const ranges = [portRange(8065)];
const probed = (port: number) => `probe-bind {"protocol":"tcp","address":"0.0.0.0","port":${port}}`;

describe('that a port can be bound', () => {
  const step = expectPortBindable({ protocol: 'tcp', ranges });

  test.each([
    [0, true, /succeeded: 8065/],
    [10013, false, /8065 \(10013\)/],
    [10048, false, /8065 \(10048\)/],
  ])('is so with socket error %i: %s', async (socketError, holds, said) => {
    const { state, host } = await look(step, { ask: { [probed(8065)]: { socketError } } });
    expect(step.isSatisfied(state)).toBe(holds);
    expect(step.describe(state)).toMatch(said);
    expect(host.written).toEqual([]);
  });

  it('is not asked of what the container holds', async () => {
    const of = expectPortBindable({
      protocol: 'tcp',
      ranges: [portRange(8065, 8066)],
      container: 'mattermost',
    });
    const { host } = await look(of, {
      run: { 'docker container inspect mattermost': inspected('mattermost') },
      ask: { [probed(8066)]: { socketError: 0 } },
    });
    expect(host.unused()).toEqual([]);
  });

  it('of a thousand ports is asked of eight, both ends among them', async () => {
    const many = expectPortBindable({
      protocol: 'tcp',
      ranges: [portRange(9000, 9499), portRange(20000, 20499)],
    });
    const { state } = await look(many, { ask: { 'probe-bind': { socketError: 0 } } });
    const ports = state.probes.map(({ port }) => port);
    expect(ports).toHaveLength(8);
    expect([ports[0], ports.at(-1)]).toEqual([9000, 20499]);
  });
});

describe('that ports are excluded', () => {
  const step = expectPortsExcluded({ protocol: 'tcp', ranges: [portRange(9000, 9010)] });

  test.each([
    ['by one row', [own(9000, 9010)], true, /in the persistent store/],
    ['by rows that touch', [own(8990, 9004), own(9005, 9010)], true, /in the persistent store/],
    ['but for one port', [own(9000, 9009)], false, /9010/],
    ['by a block, which is none', [block(9000)], false, /9000-9010/],
  ])('%s', async (_how, rows, holds, said) => {
    const { state, host } = await look(step, { run: tables(rows) });
    expect(step.isSatisfied(state)).toBe(holds);
    expect(step.describe(state)).toMatch(said);
    expect(host.written).toEqual([]);
  });

  it('but will not last, is said', async () => {
    const run = {
      [showExcluded()]: excluded(own(9000, 9010)),
      [showExcluded('tcp', 'persistent')]: excluded(),
    };
    const { state } = await look(step, { run });
    expect(step.describe(state)).toMatch(/does not show it/);
  });
});

describe('that a bind is refused', () => {
  it.each([
    ['winnat’s first', [block(2869, 2869), own(3000), block(9000)], 9000],
    ['the preferred one, where a block holds it', [block(2000), block(8000)], 8065],
    ['any other’s, but none of http.sys', [block(2869, 2869), own(3000), block(4000, 4063)], 4000],
  ])('is shown on a block that is there: %s', async (_whose, rows, port) => {
    const step = expectBindRefused({ preferred: 8065 });
    const { state } = await look(step, {
      run: { [showExcluded()]: excluded(...rows) },
      ask: { [probed(port)]: { socketError: 10013 } },
    });
    expect(step.isSatisfied(state)).toBe(true);
    expect(step.describe(state)).toMatch(new RegExp(`${port} gives 10013`));
  });

  it('cannot be shown without one', async () => {
    const step = expectBindRefused({ preferred: 8065 });
    const { state } = await look(step, { run: { [showExcluded()]: excluded(own(3000)) } });
    expect(step.isSatisfied(state)).toBe(false);
    expect(step.describe(state)).toMatch(/no un-starred block/);
  });

  it.each([0, 10048])('is not shown by socket error %i', async (socketError) => {
    const step = expectBindRefused(8065);
    const { state } = await look(step, { ask: { [probed(8065)]: { socketError } } });
    expect(step.isSatisfied(state)).toBe(false);
  });
});

describe('that the ephemeral ports fit', () => {
  const step = expectEphemeralHeadroom({ startPort: 49152, numberOfPorts: 10 });
  const productType = 'reg query HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions /v ProductType';
  const product = (data: string) =>
    `\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions\r\n    ProductType    REG_SZ    ${data}\r\n\r\n`;
  const clients = (...ports: readonly number[]) =>
    ports.map((port) => listener(port, { state: 'connected' as const }));
  const measure = async (
    sockets: readonly object[],
    type = product('WinNT'),
    kubelet: string | typeof noService = noService,
  ) =>
    (
      await look(step, {
        run: { [productType]: type, 'sc query kubelet': kubelet },
        ask: { listeners: { sockets } },
      })
    ).state;

  it('counts client connections once each, and none that belongs to a listener', async () => {
    const sockets = [listener(8080), ...clients(8080, 8080, 50001, 50001, 50002, 80)];
    expect(await measure(sockets)).toMatchObject({ inUse: 2, available: 10 });
  });

  it('holds below four fifths, and else refuses with what to do instead', async () => {
    const seven = await measure(clients(50001, 50002, 50003, 50004, 50005, 50006, 50007));
    expect(step.isSatisfied(seven)).toBe(true);
    const eight = { ...seven, inUse: 8 };
    expect(step.isSatisfied(eight)).toBe(false);
    expect(step.refusal?.(eight)?.remedy).toMatch(/reserve-ports/);
  });

  it.each([
    ['a server', product('ServerNT'), noService, /Windows Server/],
    ['a domain controller', product('LanmanNT'), noService, /Windows Server/],
    ['a Kubernetes node', product('WinNT'), service('kubelet', 'stopped'), /Kubernetes/],
  ])('warns on %s', async (_what, type, kubelet, note) => {
    const state = await measure([], type, kubelet);
    expect(step.notes?.(state).join('\n')).toMatch(note);
  });

  it('warns of nothing on a client', async () => {
    expect(step.notes?.(await measure([]))).toHaveLength(1);
    expect(step.notes?.(await measure([], failed(1) as unknown as string))).toHaveLength(1);
  });
});

describe('blocks outside the range', () => {
  const run = (tcp: readonly ReturnType<typeof block>[], udp: readonly ReturnType<typeof block>[] = []) => ({
    [showExcluded('tcp')]: excluded(...tcp),
    [showExcluded('udp')]: excluded(...udp),
  });

  it('are moved by a cycle, by a restart, or not at all', () => {
    const ids = (method: Parameters<typeof moveBlocks>[0]) =>
      moveBlocks(method, IANA_DYNAMIC_PORT_RANGE, {}).map(({ id }) => id);
    expect(ids('cycle')).toEqual(['winnat-stopped', 'blocks-moved']);
    expect(ids('restart')).toEqual(['blocks-moved-by-restart']);
    expect(ids('leave')).toEqual([]);
  });

  test.each([
    ['of tcp', [block(8000)], [], false],
    ['of udp', [], [block(8000)], false],
    ['in part', [block(49100, 49199)], [], false],
    ['none, inside', [block(49152)], [block(60000)], true],
    ['none of winnat’s', [block(5357, 5357), own(8000, 8099)], [], true],
  ])('%s', async (_which, tcp, udp, holds) => {
    const [step] = moveBlocks('restart', IANA_DYNAMIC_PORT_RANGE, {});
    if (step?.kind !== 'step') throw new Error('not a step');
    const { state, host } = await look(step, {
      run: run(tcp, udp),
      ask: { 'last-boot': { bootedAt: '2026-01-31T14:25:01Z' } },
    });
    expect(step.isSatisfied(state)).toBe(holds);
    expect(host.written).toEqual([]);
    expect(step.isPending?.(state, state)).toBe(true);
    expect(step.isPending?.({ ...Object(state), bootedAt: '2026-02-01T00:00:00Z' }, state)).toBe(false);
  });
});
