import { describe, expect, it, test } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { planScenario } from '../../toolkit/scenario/plan.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { type WinNatOptions, withWinNatStopped } from '../../toolkit/steps/with-winnat-stopped.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost, missingProgram, type Replies, type Reply } from '../support/fake-host.ts';
import { fakeStep } from '../support/fake-steps.ts';
import { builtIn, inFolder, scenarioOf, settingsOf } from '../support/run-bench.ts';
import {
  block,
  containers,
  dependents,
  dockerInfo,
  dockerPs,
  engine,
  engineDown,
  excluded,
  failed,
  nobodyOnWinNat,
  noService,
  own,
  service,
  showExcluded,
} from '../support/windows-texts.ts';

type Run = Record<string, Replies<Reply>>;
const ports = [{ protocol: 'tcp', ranges: [portRange(8065)] }] as const;
const bracket = (options: Partial<WinNatOptions> = {}) => withWinNatStopped({ ports, ...options }, []);
const running = service('winnat', 'running');
const stopped = service('winnat', 'stopped');
const users = {
  dependents: [],
  wslDistributions: [],
  netNats: [],
  remoteAccess: false,
  docker: true,
  containers: ['db'],
  windowsContainers: false,
};
const before = { service: 'running', blocked: true, users } as const;
/** A machine on which a block of winnat's holds 8065. */
const blocked = (run: Run = {}) => ({
  run: { 'sc query winnat': running, [showExcluded()]: excluded(block(8000)), ...nobodyOnWinNat, ...run },
  ask: { 'net-nat': { names: [] } },
});
const START = 'net start winnat';
const STOP = 'net stop winnat /y';

describe('winnat is taken down', () => {
  const needed = async (options: Partial<WinNatOptions>, script: Parameters<typeof look>[1]) => {
    const { state, host } = await look(bracket(options), script);
    expect(host.written).toEqual([]);
    return bracket(options).isNeeded(state, true);
  };

  test.each([
    ['a block of its own lies over a port', {}, [block(8000)], running, true],
    ['its block is only beside the port', {}, [block(8066)], running, false],
    ['an administered row lies over the port', {}, [own(8000, 8099)], running, false],
    ['another program’s row lies over the port', {}, [block(8065, 8065)], running, false],
    ['it is asked for wherever its blocks lie', { always: true }, [], running, true],
    ['it does not run', {}, [block(8000)], stopped, false],
    ['there is no winnat', { always: true }, [block(8000)], noService, false],
  ] as const)('only when needed: %s', async (_when, options, rows, state, expected) => {
    const script = blocked({ 'sc query winnat': state, [showExcluded()]: excluded(...rows) });
    expect(await needed(options, script)).toBe(expected);
  });

  it('not where the inner steps have nothing to do', async () => {
    const { state } = await look(bracket(), blocked());
    expect(bracket().isNeeded(state, false)).toBe(false);
  });

  it('and nobody is asked who uses it where it stays up', async () => {
    const { host } = await look(bracket(), blocked({ [showExcluded()]: excluded() }));
    expect(host.asked).toEqual(['sc query winnat', showExcluded()]);
  });

  it('by stopping winnat and nothing else', async () => {
    const host = fakeHost({ run: { [STOP]: '' } });
    await bracket().takeDown(host, before);
    expect(host.written).toEqual([STOP]);
  });

  it.each([
    ['WSL runs', ['Ubuntu', 'docker-desktop'], ['wsl --shutdown', STOP]],
    ['no distribution runs', [], [STOP]],
  ])('with WSL, when that is wanted and %s', async (_when, wslDistributions, written) => {
    const host = fakeHost({ run: { 'wsl --shutdown': '', [STOP]: '' } });
    await bracket({ shutdownWsl: true }).takeDown(host, { ...before, users: { ...users, wslDistributions } });
    expect(host.written).toEqual(written);
  });
});

describe('who is hit', () => {
  it('is listed whole', async () => {
    const { state } = await look(bracket(), {
      ...blocked({
        'sc enumdepend winnat 16384': dependents('SharedAccess'),
        'wsl --list --running --quiet': 'Ubuntu\r\n',
        [dockerPs]: containers('db'),
        [dockerInfo]: engine('windows'),
      }),
      ask: { 'net-nat': { names: ['nat'] } },
    });
    const [change] = bracket().changes(state);
    expect(change?.what).toBe('service winnat stop → start');
    for (const name of ['Ubuntu', 'nat', 'Windows containers', 'SharedAccess'])
      expect(change?.notes?.join('\n')).toContain(name);
  });

  it('is nobody where neither WSL nor Docker nor the cmdlets are installed', async () => {
    const { state } = await look(bracket(), {
      ...blocked({
        'wsl --list --running --quiet': missingProgram,
        [dockerPs]: missingProgram,
        [dockerInfo]: missingProgram,
      }),
      ask: { 'net-nat': Object.assign(missingProgram, {}) },
    });
    expect(state.users).toMatchObject({ wslDistributions: [], netNats: [], docker: false, containers: [] });
  });

  it('that cannot be read is an error, not nobody', async () => {
    const broken = blocked({ 'sc enumdepend winnat 16384': failed(5, 'Zugriff verweigert') });
    await expect(look(bracket(), broken)).rejects.toMatchObject({ code: 'host.program-failed' });
  });
});

describe('stopping winnat is refused', () => {
  const remoteAccess = { 'sc query RemoteAccess': service('RemoteAccess', 'running') };

  it('when a service would stop with it that is not known', async () => {
    const script = blocked({ 'sc enumdepend winnat 16384': dependents('SharedAccess', 'AcmeVpn') });
    expect((await refusalOn(bracket(), script))?.reason).toMatch(/AcmeVpn/);
    expect((await refusalOn(bracket({ acceptOutage: true }), script))?.reason).toMatch(/AcmeVpn/);
  });

  it('when remote access runs, unless the outage is accepted', async () => {
    expect((await refusalOn(bracket(), blocked(remoteAccess)))?.remedy).toMatch(/--accept-outage/);
    expect(await refusalOn(bracket({ acceptOutage: true }), blocked(remoteAccess))).toBeUndefined();
    const idle = blocked({ 'sc query RemoteAccess': service('RemoteAccess', 'stopped') });
    expect(await refusalOn(bracket(), idle)).toBeUndefined();
  });

  it('only when it would stop', async () => {
    const script = blocked({ ...remoteAccess, [showExcluded()]: excluded(block(9000)) });
    const scenario = scenarioOf([withWinNatStopped({ ports }, [fakeStep('a')])]);
    const { plan } = await planScenario({ ...fakeHost(script), readText: async () => 'off' }, scenario, {});
    expect(plan.steps.map(({ disposition }) => disposition)).toEqual(['satisfied', 'change']);
  });
});

describe('winnat is brought back', () => {
  const bringBack = async (run: Run, options: Partial<WinNatOptions> = {}, was: typeof before = before) => {
    const host = fakeHost({ run });
    const error = await bracket(options)
      .bringBack(host, was)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    return { host, error };
  };

  it('by starting it, and what stopped with it', async () => {
    const was = { ...before, users: { ...users, dependents: ['SharedAccess'] } };
    const { host, error } = await bringBack(
      {
        'sc query winnat': stopped,
        [START]: '',
        'sc query SharedAccess': service('SharedAccess', 'stopped'),
        'net start SharedAccess': '',
      },
      {},
      was as unknown as typeof before,
    );
    expect(error).toBeUndefined();
    expect(host.written).toEqual([START, 'net start SharedAccess']);
  });

  it('by nothing when it runs already, or did not run before', async () => {
    expect((await bringBack({ 'sc query winnat': running })).host.written).toEqual([]);
    const host = fakeHost({});
    await bracket().bringBack(host, { service: 'stopped', blocked: false, users: null });
    expect(await bracket().isBack(host, { service: 'stopped', blocked: false, users: null })).toBe(true);
    expect(host.asked).toEqual([]);
  });

  it('once it has come to rest: a service that is stopping cannot be started', async () => {
    const { host } = await bringBack({
      'sc query winnat': [service('winnat', 'stop-pending'), service('winnat', 'stop-pending'), stopped],
      [START]: '',
    });
    expect(host.written).toEqual([START]);
    expect(host.unused()).toEqual([]);
  });

  it('although net says that it failed, when it runs', async () => {
    const { host, error } = await bringBack({
      'sc query winnat': [stopped, service('winnat', 'start-pending'), running],
      [START]: failed(2, '', '요청한 서비스가 이미 시작되었습니다.'),
    });
    expect(error).toBeUndefined();
    expect(host.written).toEqual([START]);
  });

  const taken = failed(2, '', 'Systemfehler 32 aufgetreten.\r\n');

  it('past error 32 by containers that were started meanwhile: they step aside and come back', async () => {
    const { host, error } = await bringBack({
      'sc query winnat': stopped,
      [START]: [taken, ''],
      [dockerPs]: containers('db', 'web', 'cache'),
      'docker stop web': '',
      'docker stop cache': '',
      'docker start web': '',
      'docker start cache': '',
    });
    expect(error).toBeUndefined();
    expect(host.written).toEqual([
      START,
      'docker stop web',
      'docker stop cache',
      START,
      'docker start web',
      'docker start cache',
    ]);
  });

  it.each([
    ['the second start of winnat fails too', { [START]: [taken, taken] }],
    ['one of them cannot be stopped', { 'docker stop cache': failed() }],
    ['the first of them cannot be started again', { 'docker start web': failed() }],
  ])('and those come back also when %s', async (_when, run: Run) => {
    const { host, error } = await bringBack({
      'sc query winnat': stopped,
      [START]: [taken, ''],
      [dockerPs]: containers('db', 'web', 'cache'),
      'docker stop web': '',
      'docker stop cache': '',
      'docker start web': '',
      'docker start cache': '',
      ...run,
    });
    expect(error).toMatchObject({ code: 'host.program-failed' });
    expect(host.written.slice(-2)).toEqual(['docker start web', 'docker start cache']);
  });

  it.each([
    ['no container was started meanwhile', taken],
    ['the error is another', failed(2, '', 'System error 5 has occurred.')],
  ])('or its error is handed on when %s', async (_when, reply) => {
    const { host, error } = await bringBack({
      'sc query winnat': stopped,
      [START]: reply,
      [dockerPs]: containers('db'),
    });
    expect(error).toMatchObject({ code: 'host.program-failed' });
    expect(host.written).toEqual([START]);
  });

  const withWsl = { ...before, users: { ...users, wslDistributions: ['docker-desktop'] } };

  it('with Docker Desktop and its containers, where WSL was shut down', async () => {
    const { host, error } = await bringBack(
      {
        'sc query winnat': running,
        [dockerInfo]: [engineDown, engineDown, engine()],
        'docker desktop start': '',
        [dockerPs]: containers('other'),
        'docker start db': '',
      },
      { shutdownWsl: true },
      withWsl as unknown as typeof before,
    );
    expect(error).toBeUndefined();
    expect(host.written).toEqual(['docker desktop start', 'docker start db']);
    expect(host.unused()).toEqual([]);
  });

  it('without Docker Desktop, where that did not run', async () => {
    const was = { ...withWsl, users: { ...withWsl.users, docker: false, containers: [] } };
    const { host } = await bringBack(
      { 'sc query winnat': running },
      { shutdownWsl: true },
      was as unknown as typeof before,
    );
    expect(host.written).toEqual([]);
  });

  it('and is back only when everything that ran runs', async () => {
    const was = { ...before, users: { ...users, dependents: ['SharedAccess'] } };
    const isBack = (shared: 'running' | 'stopped') =>
      bracket().isBack(
        fakeHost({
          run: { 'sc query winnat': running, 'sc query SharedAccess': service('SharedAccess', shared) },
        }),
        was,
      );
    expect(await isBack('running')).toBe(true);
    expect(await isBack('stopped')).toBe(false);
  });
});

describe('a run around it', () => {
  /** A machine whose winnat stops, and starts only when it may. */
  const machineWith = (startsAfter: number) => {
    const scripted = fakeHost(
      blocked({ [STOP]: '', [START]: failed(2, '', 'System error 5 has occurred.') }),
    );
    const world = { isUp: true, cell: 'off', starts: 0 };
    const run: typeof scripted.run = async (command) => {
      const result = await scripted.run(command);
      const [verb, name] = command.args;
      if (name !== 'winnat') return result;
      if (command.file === 'net.exe' && verb === 'stop') world.isUp = false;
      if (command.file === 'net.exe' && verb === 'start') {
        world.starts += 1;
        if (world.starts > startsAfter) world.isUp = true;
      }
      return command.file === 'sc.exe' && verb === 'query'
        ? { ...result, stdout: world.isUp ? running : stopped }
        : result;
    };
    const readText = async () => world.cell;
    const writeText = async (_path: string, value: string) => {
      world.cell = value;
    };
    return { world, host: { ...scripted, run, readText, writeText } };
  };
  const scenario = scenarioOf([withWinNatStopped({ ports }, [fakeStep('a')])]);

  it('goes by what winnat is, not by what net says', () =>
    inFolder(async (folder) => {
      const { world, host } = machineWith(0);
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary.outcome).toBe('done');
      expect(world).toEqual({ isUp: true, cell: 'on', starts: 1 });
    }));

  it('tries again at its end, and is undone when that brings winnat back', () =>
    inFolder(async (folder) => {
      const { world, host } = machineWith(1);
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-undone', exitCode: 1 });
      expect(world).toEqual({ isUp: true, cell: 'off', starts: 2 });
    }));

  it('ends with 3 and names winnat when it does not start again', () =>
    inFolder(async (folder) => {
      const { world, host } = machineWith(Number.POSITIVE_INFINITY);
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
      expect(summary.steps.map(({ outcome }) => outcome)).toEqual(['not-undone', 'undone']);
      expect(world.cell).toBe('off');
    }));
});
