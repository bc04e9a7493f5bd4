import { describe, expect, it, test } from 'vitest';
import { IANA_DYNAMIC_PORT_RANGE as IANA } from '../../toolkit/ports/iana.ts';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { ensureContainerPublished } from '../../toolkit/steps/ensure-container-published.ts';
import { ensureDynamicPortRanges } from '../../toolkit/steps/ensure-dynamic-port-ranges.ts';
import {
  type ExcludedPortRangesState,
  ensureExcludedPortRanges,
} from '../../toolkit/steps/ensure-excluded-port-ranges.ts';
import { ensureNoRegistryValue } from '../../toolkit/steps/ensure-no-registry-value.ts';
import { ensureWindowsFeature } from '../../toolkit/steps/ensure-windows-feature.ts';
import { expectContainerServes } from '../../toolkit/steps/expect-container-serves.ts';
import { expectPortBindable } from '../../toolkit/steps/expect-port-bindable.ts';
import { expectPortsExcluded } from '../../toolkit/steps/expect-ports-excluded.ts';
import { moveBlocks } from '../../toolkit/steps/move-blocks.ts';
import { withContainerRun } from '../../toolkit/steps/with-container-run.ts';
import { withDynamicPortRange } from '../../toolkit/steps/with-dynamic-port-range.ts';
import { withPersistentReservation } from '../../toolkit/steps/with-persistent-reservation.ts';
import { withWinNatRedrawnOnto } from '../../toolkit/steps/with-winnat-redrawn-onto.ts';
import { type WinNatState, withWinNatStopped } from '../../toolkit/steps/with-winnat-stopped.ts';

const WIDE = { startPort: 1024, numberOfPorts: 64511 };

describe('ports to exclude', () => {
  const step = ensureExcludedPortRanges({
    protocol: 'udp',
    ranges: [portRange(9000, 9010), portRange(8065)],
  });
  const settled: ExcludedPortRangesState = {
    missing: [],
    holders: [],
    inUse: [],
    administered: [],
    coveredByHns: [],
    notLasting: [],
  };
  const excluded = (first: number, last: number, lasting: boolean) => ({
    kind: 'excluded-port-range',
    protocol: 'udp',
    lasting,
    ...portRange(first, last),
  });

  it.each<[string, Partial<ExcludedPortRangesState>, readonly object[]]>([
    ['last where nothing was there', { missing: [portRange(8065)] }, [excluded(9000, 9010, true)]],
    ['last where a lasting row was there', {}, [excluded(9000, 9010, true)]],
    [
      'are there, and no more, where a row of the active store alone covers them',
      { notLasting: [portRange(9003)] },
      [excluded(9000, 9002, true), excluded(9004, 9010, true), excluded(9003, 9003, false)],
    ],
    ['are not promised where the container holds them', { inUse: [portRange(9000, 9010)] }, []],
  ])('%s', (_how, state, promised) => {
    expect(step.promises?.({ ...settled, ...state })).toEqual([excluded(8065, 8065, true), ...promised]);
  });

  it('are listed as no row once they are removed again: those that were added', () => {
    const missing = [portRange(8065), portRange(9000, 9004)];
    expect(step.restores?.({ ...settled, missing })).toEqual(
      missing.map((range) => ({ kind: 'no-excluded-port-range', protocol: 'udp', ...range })),
    );
  });

  it('that are proved to be excluded are so now', () => {
    const proof = expectPortsExcluded({ protocol: 'udp', ranges: [portRange(9000, 9010)] });
    expect(proof.promises?.({ uncovered: [], lasting: true })).toEqual([excluded(9000, 9010, false)]);
  });
});

describe('dynamic port ranges', () => {
  const tables = (['ipv4', 'ipv6'] as const).flatMap((family) =>
    (['tcp', 'udp'] as const).map((protocol) => ({ family, protocol, active: WIDE, persistent: IANA })),
  );
  const fact = { kind: 'dynamic-port-range' };

  it('are promised for every table, in both stores', () => {
    expect(ensureDynamicPortRanges(IANA).promises?.(tables)).toEqual(
      tables.map(({ family, protocol }) => ({ ...fact, family, protocol, lasting: true, ...IANA })),
    );
  });

  it('go back to the active value, which lasts where the persistent one was the same', () => {
    const [first, ...others] = tables;
    const before = [{ ...first, persistent: WIDE }, ...others] as typeof tables;
    expect(ensureDynamicPortRanges(IANA).restores?.(before)).toEqual(
      before.map(({ family, protocol }, index) => ({
        ...fact,
        family,
        protocol,
        lasting: index === 0,
        ...WIDE,
      })),
    );
  });

  it('that were set meanwhile are the former ones again', () => {
    const bracket = withDynamicPortRange({ protocol: 'tcp', range: WIDE }, []);
    expect(bracket.promises?.({ active: IANA })).toEqual([
      { ...fact, family: 'ipv4', protocol: 'tcp', lasting: false, ...IANA },
    ]);
  });
});

describe('a registry value', () => {
  const step = ensureNoRegistryValue('HKLM\\K', 'MaxUserPort');
  const value = { name: 'MaxUserPort', type: 'REG_DWORD', data: '0xfffe' } as const;

  it('is gone, and back with its type and data after the undo', () => {
    const gone = { kind: 'no-registry-value', key: 'HKLM\\K', name: 'MaxUserPort' };
    expect(step.promises?.({ value })).toEqual([gone]);
    expect(step.restores?.({ value })).toEqual([{ kind: 'registry-value', key: 'HKLM\\K', ...value }]);
    expect(step.restores?.({ value: null })).toEqual([gone]);
  });
});

describe('a Windows feature', () => {
  const step = ensureWindowsFeature('Containers');
  const off = { kind: 'windows-feature', featureName: 'Containers', enabled: false };

  it.each([
    ['Disabled', [off]],
    ['DisabledWithPayloadRemoved', [off]],
    ['EnablePending', []],
    ['Enabled', []],
  ] as const)('is enabled, and after the undo as it was: %s', (state, restored) => {
    expect(step.promises?.({ state })).toEqual([{ ...off, enabled: true }]);
    expect(step.restores?.({ state })).toEqual(restored);
  });
});

describe('winnat', () => {
  const users = {
    dependents: ['SharedAccess'],
    wslDistributions: [],
    netNats: [],
    remoteAccess: false,
    docker: false,
    containers: [],
    windowsContainers: false,
  };
  const running = (service: string) => ({ kind: 'service-state', service, state: 'running' });

  it.each<[string, WinNatState, readonly object[]]>([
    [
      'comes back with what was stopped with it',
      { service: 'running', blocked: true, users },
      [running('winnat'), running('SharedAccess')],
    ],
    ['stays as it was where it does not run', { service: 'stopped', blocked: false, users: null }, []],
  ])('%s', (_how, state, promised) => {
    expect(withWinNatStopped({ ports: [] }, []).promises?.(state)).toEqual(promised);
  });

  it('runs after its redraws', () => {
    const bracket = withWinNatRedrawnOnto({ port: 8065, cycles: 1, disturb: true }, []);
    const state = { service: 'running', covered: false, wslDistributions: [], others: [] } as const;
    expect(bracket.promises?.(state)).toEqual([running('winnat')]);
  });

  it('has no block outside the range once the blocks have moved, which while it is down proves nothing', () => {
    const promisedBy = (method: 'cycle' | 'restart' | 'leave') =>
      moveBlocks(method, IANA, {})
        .flatMap((step) => (step.kind === 'bracket' ? [...step.steps, step] : [step]))
        .filter(({ id }) => id !== 'winnat-stopped')
        .map((step) => [step.id, step.promises?.([])]);
    const fact = { kind: 'no-block-outside', ...IANA };
    expect(promisedBy('cycle')).toEqual([
      ['blocks-gone', []],
      ['blocks-moved', [fact]],
    ]);
    expect(promisedBy('restart')).toEqual([['blocks-moved-by-restart', [fact]]]);
    expect(promisedBy('leave')).toEqual([]);
  });
});

describe('a port that is probed', () => {
  const probes = [8065, 8070].map((port) => ({ port, socketError: 10013 }));
  const of = { protocol: 'tcp', ranges: [portRange(8065, 8070)] } as const;

  it('can be bound afterwards: the very ports of the probe', () => {
    expect(expectPortBindable(of).promises?.({ probes })).toEqual([
      { kind: 'port-bindable', protocol: 'tcp', ports: [8065, 8070] },
    ]);
  });

  it('is not promised where the container has them all, or where it is proved again later', () => {
    expect(expectPortBindable(of).promises?.({ probes: [] })).toEqual([]);
    expect(expectPortBindable({ ...of, meanwhile: true }).promises?.({ probes })).toEqual([]);
  });
});

describe('a container', () => {
  test('that is started, or proved to serve, serves', () => {
    const fact = { kind: 'container-serves', container: 'web' };
    expect(
      ensureContainerPublished('web').promises?.({
        status: 'exited',
        published: false,
        autoRemove: false,
        obstacle: null,
      }),
    ).toEqual([fact]);
    expect(expectContainerServes('web').promises?.({ status: '', published: true, ports: [] })).toEqual([
      fact,
    ]);
  });

  test('that was run for a while is gone', () => {
    const bracket = withContainerRun({ name: 'own', target: 8065, containerPort: 80 }, []);
    expect(bracket.promises?.({ hostPort: 8065, image: 'x', exists: false })).toEqual([
      { kind: 'no-container', container: 'own' },
    ]);
  });
});

test('a reservation that was held for a while leaves no row', () => {
  const bracket = withPersistentReservation({ protocol: 'udp', range: portRange(8065) }, []);
  expect(bracket.promises?.({ inTheWay: [], blockExists: false })).toEqual([
    { kind: 'no-excluded-port-range', protocol: 'udp', ...portRange(8065) },
  ]);
});
