import { describe, expect, it, test } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { expectNoOtherOwner } from '../../toolkit/steps/expect-no-other-owner.ts';
import { look } from '../support/drive.ts';
import { missingProgram, type Reply } from '../support/fake-host.ts';
import {
  block,
  dockerInfo,
  engine,
  engineDown,
  excluded,
  inspected,
  listener,
  noContainer,
  own,
  showExcluded,
  tables,
} from '../support/windows-texts.ts';

const step = (container?: string) =>
  expectNoOtherOwner({ protocol: 'tcp', ranges: [portRange(8065)], ...(container && { container }) });
const inspect = 'docker container inspect mattermost';
const machine = (rows: Parameters<typeof tables>[0] = [], run: Record<string, Reply> = {}) => ({
  run: { ...tables(rows), [dockerInfo]: missingProgram, ...run },
});
const sockets = (...held: readonly ReturnType<typeof listener>[]) => ({ listeners: { sockets: held } });
const verdict = async (container: string | undefined, script: Parameters<typeof look>[1]) => {
  const { state, host } = await look(step(container), script);
  expect(host.written).toEqual([]);
  expect(step(container).isSatisfied(state)).toBe(step(container).refusal?.(state) === undefined);
  return step(container).refusal?.(state);
};

describe('ports nobody else owns', () => {
  test.each([
    ['are free', []],
    ['lie in a block of winnat’s', [block(8000)]],
    ['are excluded', [own(8065)]],
    ['lie beside what others reserved', [block(8066, 8066), block(8060, 8064)]],
  ])('%s', async (_what, rows) => {
    expect(await verdict(undefined, { ...machine(rows), ask: sockets(listener(8066)) })).toBeUndefined();
  });

  it('may have closing connections on them', async () => {
    const closing = listener(8065, { state: 'connected', processId: 0 });
    expect(await verdict(undefined, { ...machine(), ask: sockets(closing) })).toBeUndefined();
  });
});

describe('an owner is named with what can be done', () => {
  it('a listener', async () => {
    const refusal = await verdict(undefined, { ...machine(), ask: sockets(listener(8065)) });
    expect(refusal?.reason).toMatch(/0\.0\.0\.0:8065 is held by nginx\.exe \(process 4711\)/);
    expect(refusal?.remedy).toMatch(/PID eq 4711/);
  });

  test.each([
    ['http.sys', block(8065, 8065), /http show servicestate/],
    ['an unknown block', block(8060, 8079), /only what it made itself/],
    ['an HNS load balancer', block(8065, 8128), /only what it made itself/],
  ])('%s', async (_who, row, remedy) => {
    expect((await verdict(undefined, { ...machine([row]), ask: sockets() }))?.remedy).toMatch(remedy);
  });

  it('a persistent reservation', async () => {
    const run = {
      [showExcluded()]: excluded(block(8065, 8164)),
      [showExcluded('tcp', 'persistent')]: excluded(block(8065, 8164)),
      [dockerInfo]: missingProgram,
    };
    const refusal = await verdict(undefined, { run, ask: sockets() });
    expect(refusal?.reason).toMatch(/persistent-reservation/);
  });

  it.each([undefined, 'mattermost'])(
    'an engine of Windows containers, asked for container %s',
    async (name) => {
      const run = {
        [dockerInfo]: engine('windows'),
        [inspect]: inspected('mattermost', { status: 'exited' }),
      };
      const refusal = await verdict(name, { ...machine([], run), ask: sockets() });
      expect(refusal?.reason).toMatch(/Windows containers/);
    },
  );
});

describe('the named container', () => {
  const asked = (text: Parameters<typeof inspected>[1], ...held: readonly ReturnType<typeof listener>[]) =>
    verdict('mattermost', {
      ...machine([], { [inspect]: inspected('mattermost', text), [dockerInfo]: engine() }),
      ask: sockets(...held),
    });
  const docker = listener(8065, { processName: 'com.docker.backend.exe' });

  it('is no other owner of the ports it serves', async () => {
    expect(await asked({}, docker)).toBeUndefined();
  });

  it('does not excuse a listener while it serves nothing', async () => {
    expect((await asked({ status: 'exited' }, docker))?.reason).toMatch(/com\.docker\.backend/);
    expect((await asked({ published: false }, docker))?.reason).toMatch(/com\.docker\.backend/);
  });

  it('may publish another of the ports that are asked about', async () => {
    const group = { protocol: 'tcp', ranges: [portRange(9000)] } as const;
    const other = { protocol: 'tcp', ranges: [portRange(8065)] } as const;
    const step = expectNoOtherOwner({ ...group, container: 'mattermost', among: [group, other] });
    const run = { [inspect]: inspected('mattermost', {}), [dockerInfo]: engine() };
    const { state } = await look(step, { ...machine([], run), ask: sockets() });
    expect(step.refusal?.(state)).toBeUndefined();
  });

  it('that publishes other ports is bad input', async () => {
    await expect(asked({ wanted: [9000] })).rejects.toMatchObject({
      code: 'input.invalid-argument',
      exitCode: 2,
      message: expect.stringMatching(/publishes tcp 9000, not tcp 8065$/),
    });
  });

  test.each([
    ['unknown', noContainer, 'docker.container-unknown', 2],
    ['without an engine', engineDown, 'docker.not-running', 1],
    ['without docker', missingProgram, 'host.program-missing', 1],
  ] as const)('%s', async (_what, reply, code, exitCode) => {
    const script = { ...machine([], { [inspect]: reply }), ask: sockets() };
    await expect(verdict('mattermost', script)).rejects.toMatchObject({ code, exitCode });
  });
});
