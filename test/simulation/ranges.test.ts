import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endPort, overlaps } from '../../toolkit/ports/port-range.ts';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import {
  addExclusion,
  deleteExclusion,
  insertRange,
  listRanges,
  releasePorts,
  reservePorts,
} from '../../toolkit/simulation/ranges.ts';
import { bindSocket, connectSocket } from '../../toolkit/simulation/sockets.ts';

const bare = () => createMachine({ hyperV: false });
const span = (startPort: number, numberOfPorts = 1) => ({ startPort, numberOfPorts });

function withEntries(): MachineState {
  const machine = bare();
  addExclusion(machine, 'tcp', span(2000, 10));
  reservePorts(machine, 'tcp', span(3000, 10));
  insertRange(machine, 'tcp', {
    ...span(4000, 100),
    kind: 'runtime',
    owner: 'winnat',
    active: true,
    persistent: false,
  });
  bindSocket(machine, { protocol: 'tcp', address: '127.0.0.1', port: 6000, processId: 1 });
  machine.dynamic.active.ipv4.tcp = span(7000, 255);
  return machine;
}

describe('adding an exclusion', () => {
  it.each([
    ['a free range', span(8065), 0],
    ['the last port', span(65535), 0],
    ['ports below 1024', span(80), 0],
    ['right beside another', span(2010, 5), 0],
    ['start port 0', span(0), 87],
    ['no ports', span(8065, 0), 87],
    ['a range that leaves 65535', span(65535, 2), 87],
    ['half a port', span(8065.5), 87],
    ['the same range again', span(2000, 10), 32],
    ['a part of an exclusion', span(2003, 2), 32],
    ['an overlap at the end', span(2009, 10), 32],
    ['a persistent reservation', span(3005), 32],
    ['a winnat block', span(4050), 32],
    ['a port somebody listens on', span(5999, 3), 32],
  ])('%s', (_name, range, error) => {
    const machine = withEntries();
    const before = structuredClone(machine.ranges);
    expect(addExclusion(machine, 'tcp', range)).toBe(error);
    if (error !== 0) expect(machine.ranges).toEqual(before);
    else
      expect(machine.ranges.tcp).toContainEqual(expect.objectContaining({ ...range, kind: 'administered' }));
  });

  it('fails on the local end of a client connection', () => {
    const machine = withEntries();
    const port = connectSocket(machine, '192.168.1.20', 1) ?? 0;
    expect(addExclusion(machine, 'tcp', span(port))).toBe(32);
    expect(addExclusion(machine, 'udp', span(port))).toBe(0);
  });

  it('needs elevation, whatever the numbers', () => {
    const machine = bare();
    machine.elevated = false;
    expect(addExclusion(machine, 'tcp', span(8065))).toBe(740);
    expect(addExclusion(machine, 'tcp', span(0))).toBe(740);
    expect(listRanges(machine, 'tcp', 'active').some(({ startPort }) => startPort === 8065)).toBe(false);
  });

  it('concerns one protocol', () => {
    const machine = bare();
    addExclusion(machine, 'tcp', span(8065));
    expect(addExclusion(machine, 'udp', span(8065))).toBe(0);
  });
});

describe('deleting an exclusion', () => {
  it.each([
    ['the exact range', span(2000, 10), 0],
    ['a part of it', span(2000, 9), 2],
    ['nothing there', span(9000), 2],
    ['a persistent reservation', span(3000, 10), 5],
    ['a winnat block', span(4000, 100), 5],
    ['a part of a winnat block', span(4000, 99), 2],
    ['no range', span(0), 87],
  ])('%s', (_name, range, error) => {
    expect(deleteExclusion(withEntries(), 'tcp', range)).toBe(error);
  });

  it('needs elevation', () => {
    const machine = withEntries();
    machine.elevated = false;
    expect(deleteExclusion(machine, 'tcp', span(2000, 10))).toBe(740);
  });

  it('has a switch for the error of what is not there', () => {
    const machine = createMachine({ hyperV: false, switches: { deleteNotFoundError: 1168 } });
    expect(deleteExclusion(machine, 'tcp', span(9000))).toBe(1168);
  });

  it('removes only the row it names', () => {
    const machine = withEntries();
    addExclusion(machine, 'tcp', span(2010, 10));
    deleteExclusion(machine, 'tcp', span(2010, 10));
    expect(listRanges(machine, 'tcp', 'persistent')).toContainEqual(expect.objectContaining(span(2000, 10)));
  });
});

describe('stores', () => {
  const isListed = (machine: MachineState, store: 'active' | 'persistent') =>
    listRanges(machine, 'tcp', store).some(({ startPort }) => startPort === 8065);

  it('an active exclusion lasts until the next boot', () => {
    const machine = bare();
    addExclusion(machine, 'tcp', span(8065), 'active');
    expect([isListed(machine, 'active'), isListed(machine, 'persistent')]).toEqual([true, false]);
    reboot(machine);
    expect(isListed(machine, 'active')).toBe(false);
  });

  it('a persistent exclusion is live at once and survives a boot', () => {
    const machine = bare();
    addExclusion(machine, 'tcp', span(8065));
    expect([isListed(machine, 'active'), isListed(machine, 'persistent')]).toEqual([true, true]);
    reboot(machine);
    expect(isListed(machine, 'active')).toBe(true);
  });

  it('an active delete hides a persistent exclusion until the next boot, and it can be shown again', () => {
    const machine = bare();
    addExclusion(machine, 'tcp', span(8065));
    expect(deleteExclusion(machine, 'tcp', span(8065), 'active')).toBe(0);
    expect([isListed(machine, 'active'), isListed(machine, 'persistent')]).toEqual([false, true]);
    expect(addExclusion(machine, 'tcp', span(8065), 'persistent')).toBe(32);
    const again = structuredClone(machine);
    expect(addExclusion(again, 'tcp', span(8065), 'active')).toBe(0);
    expect(again.ranges.tcp.filter(({ startPort }) => startPort === 8065)).toHaveLength(1);
    reboot(machine);
    expect(isListed(machine, 'active')).toBe(true);
  });

  it('with the switch off an active delete does not find a persistent exclusion', () => {
    const machine = createMachine({ hyperV: false, switches: { activeDeleteHidesPersistent: false } });
    addExclusion(machine, 'tcp', span(8065));
    expect(deleteExclusion(machine, 'tcp', span(8065), 'active')).toBe(2);
    expect(isListed(machine, 'active')).toBe(true);
  });

  it.each([true, false])(
    'the persistent view lists persistent reservations: %s',
    (persistentStoreListsReservations) => {
      const machine = createMachine({ hyperV: false, switches: { persistentStoreListsReservations } });
      reservePorts(machine, 'tcp', span(8065));
      expect(isListed(machine, 'active')).toBe(true);
      expect(isListed(machine, 'persistent')).toBe(persistentStoreListsReservations);
    },
  );
});

describe('persistent reservations', () => {
  it.each([
    ['a free port', span(8065), 0],
    ['port 0', span(0), 87],
    ['no ports', span(8065, 0), 87],
    ['an exclusion', span(2000), 32],
    ['a port in use', span(6000), 32],
    ['itself', span(3000, 10), 32],
  ])('%s', (_name, range, error) => {
    expect(reservePorts(withEntries(), 'tcp', range)).toBe(error);
  });

  it('are released exactly, once, by an administrator', () => {
    const machine = withEntries();
    expect(releasePorts(machine, 'tcp', span(3000, 9))).toBe(1168);
    expect(releasePorts(machine, 'tcp', span(2000, 10))).toBe(1168);
    machine.elevated = false;
    expect(releasePorts(machine, 'tcp', span(3000, 10))).toBe(5);
    expect(reservePorts(machine, 'tcp', span(9000))).toBe(5);
    machine.elevated = true;
    expect(releasePorts(machine, 'tcp', span(3000, 10))).toBe(0);
    expect(releasePorts(machine, 'tcp', span(3000, 10))).toBe(1168);
  });

  it('survive a boot', () => {
    const machine = withEntries();
    reboot(machine);
    expect(releasePorts(machine, 'tcp', span(3000, 10))).toBe(0);
  });
});

it('the list stays ascending and disjoint whatever is asked of it', () => {
  const request = fc.record({
    make: fc.constantFrom(addExclusion, deleteExclusion, reservePorts, releasePorts),
    startPort: fc.integer({ min: 0, max: 300 }),
    numberOfPorts: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
      const machine = bare();
      for (const { make, ...range } of requests) make(machine, 'tcp', range);
      const list = listRanges(machine, 'tcp', 'active');
      for (const [index, entry] of list.entries()) {
        const next = list[index + 1];
        if (next) {
          expect(next.startPort).toBeGreaterThan(endPort(entry));
          expect(overlaps(entry, next)).toBe(false);
        }
      }
    }),
  );
});
