import { describe, expect, it, test } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { reproduceRefusal } from '../../toolkit/steps/reproduce-refusal.ts';
import { withPersistentReservation } from '../../toolkit/steps/with-persistent-reservation.ts';
import { withWinNatRedrawnOnto } from '../../toolkit/steps/with-winnat-redrawn-onto.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost } from '../support/fake-host.ts';
import { everyStep } from '../support/fake-steps.ts';
import {
  block,
  dependents,
  excluded,
  nobodyOnWinNat,
  own,
  service,
  showExcluded,
} from '../support/windows-texts.ts';

const range = portRange(8065);
const span = '{"protocol":"tcp","startPort":8065,"numberOfPorts":1}';

describe('a reservation of our own', () => {
  const bracket = withPersistentReservation({ protocol: 'tcp', range }, []);
  const before = { inTheWay: [], blockExists: false };

  test.each([
    ['a block', [block(8000)], true],
    ['an exclusion', [own(8065)], true],
    ['a reservation like it', [block(8065, 8065)], true],
    ['nothing', [block(8066)], false],
  ])('is refused where %s is in the way', async (_what, rows, refused) => {
    const refusal = await refusalOn(bracket, { run: { [showExcluded()]: excluded(...rows) } });
    expect(refusal !== undefined).toBe(refused);
  });

  it('is done without where any block shows the same, when that is enough', async () => {
    const sparing = withPersistentReservation({ protocol: 'tcp', range, onlyWithoutBlock: true }, []);
    for (const [rows, needed] of [
      [[block(9000)], false],
      [[own(9000)], true],
    ] as const) {
      const { state } = await look(sparing, { run: { [showExcluded()]: excluded(...rows) } });
      expect(sparing.isNeeded(state, true)).toBe(needed);
    }
  });

  it('is made, seen in the table, and released', async () => {
    const host = fakeHost({
      run: { [showExcluded()]: [excluded(block(8065, 8065)), excluded(own(8065))] },
      ask: { 'reserve-port': { win32Error: 0 }, 'release-port': { win32Error: 0 } },
    });
    await bracket.takeDown(host, before);
    expect(await bracket.isDown(host, before)).toBe(true);
    await bracket.bringBack(host, before);
    expect(await bracket.isBack(host, before)).toBe(true);
    expect(host.written).toEqual([`ask reserve-port ${span}`, `ask release-port ${span}`]);
  });

  it.each([5, 32, 87])('that Windows refuses with %i is an error', async (win32Error) => {
    const host = fakeHost({ ask: { 'reserve-port': { win32Error }, 'release-port': { win32Error } } });
    await expect(bracket.takeDown(host, before)).rejects.toMatchObject({ code: 'host.program-failed' });
    await expect(bracket.bringBack(host, before)).rejects.toMatchObject({ code: 'host.program-failed' });
  });

  it('that is gone already is released', async () => {
    await bracket.bringBack(fakeHost({ ask: { 'release-port': { win32Error: 1168 } } }), before);
  });
});

describe('a redraw', () => {
  const options = { port: 8065, cycles: 3, disturb: true };
  const bracket = withWinNatRedrawnOnto(options, []);
  const idle = {
    run: { 'sc query winnat': service('winnat', 'running'), [showExcluded()]: excluded(), ...nobodyOnWinNat },
    ask: { 'net-nat': { names: [] } },
  };
  const before = { service: 'running', covered: false, wslDistributions: [], others: [] } as const;
  const STOP = 'net stop winnat /y';
  const START = 'net start winnat';
  const running = service('winnat', 'running');
  const stopped = service('winnat', 'stopped');
  const hit = excluded(block(8000));
  const miss = excluded(block(9000));

  test.each([
    ['nobody is hit', {}, undefined],
    ['WSL runs', { 'wsl --list --running --quiet': 'Ubuntu' }, /WSL runs \(Ubuntu\)/],
    ['winnat does not', { 'sc query winnat': stopped }, /nothing is drawn/],
    ['remote access runs', { 'sc query RemoteAccess': service('RemoteAccess', 'running') }, /RemoteAccess/],
    [
      'a service would stop with it',
      { 'sc enumdepend winnat 16384': dependents('SharedAccess') },
      /SharedAccess/,
    ],
  ])('is refused or not when %s', async (_when, run, reason) => {
    const refusal = await refusalOn(bracket, { ...idle, run: { ...idle.run, ...run } });
    if (reason === undefined) expect(refusal).toBeUndefined();
    else expect(refusal?.reason).toMatch(reason);
  });

  it('is refused by anybody who does not ask to be disturbed', async () => {
    const gentle = withWinNatRedrawnOnto({ ...options, disturb: false }, []);
    expect((await refusalOn(gentle, idle))?.remedy).toMatch(/--disturb/);
  });

  it('cycles until the port is hit, and not once more', async () => {
    const host = fakeHost({
      run: { 'sc query winnat': running, [showExcluded()]: [miss, miss, hit], [STOP]: '', [START]: '' },
    });
    await bracket.takeDown(host, before);
    expect(host.written).toEqual([STOP, START, STOP, START]);
  });

  it('gives up after as many cycles as it was given', async () => {
    const host = fakeHost({
      run: { 'sc query winnat': running, [showExcluded()]: miss, [STOP]: '', [START]: '' },
    });
    await expect(bracket.takeDown(host, before)).rejects.toMatchObject({ code: 'run.not-verified' });
    expect(host.written).toHaveLength(6);
  });

  it('that was cut off between stop and start only starts', async () => {
    const host = fakeHost({
      run: { 'sc query winnat': stopped, [showExcluded()]: [excluded(), hit], [START]: '' },
    });
    await bracket.takeDown(host, before);
    expect(host.written).toEqual([START]);
  });

  it('is over when winnat runs and the port is free again', async () => {
    const host = fakeHost({
      run: {
        'sc query winnat': running,
        [showExcluded()]: [hit, miss, miss],
        [STOP]: '',
        [START]: '',
      },
    });
    await bracket.bringBack(host, before);
    expect(await bracket.isBack(host, before)).toBe(true);
    expect(host.written).toEqual([STOP, START]);
  });
});

describe('the methods', () => {
  const ids = (method: Parameters<typeof reproduceRefusal>[0]['method']) =>
    everyStep(reproduceRefusal({ method, port: 8065, disturb: true, cycles: 1 })).map(({ id }) => id);
  const proofs = ['bind-refused', 'container-run', 'docker-port-error'];

  test.each([
    ['existing', proofs],
    ['auto', ['persistent-reservation-tcp', ...proofs]],
    ['reservation', ['persistent-reservation-tcp', ...proofs]],
    ['redraw', ['dynamic-port-range-tcp', 'winnat-redrawn', ...proofs]],
  ] as const)('%s', (method, expected) => {
    expect(ids(method)).toEqual(expected);
  });
});
