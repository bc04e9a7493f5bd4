import { existsSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../../toolkit/cli/requests/read-command.ts';
import { QUESTIONS } from '../../../toolkit/host/questions.ts';
import { differences } from '../../../toolkit/simulation/compare-machines.ts';
import * as docker from '../../../toolkit/windows/docker.ts';
import { showDynamicPortRange } from '../../../toolkit/windows/dynamic-port-range.ts';
import {
  parseExcludedPortRanges,
  showExcludedPortRange,
} from '../../../toolkit/windows/excluded-port-range.ts';
import { showSockets } from '../../../toolkit/windows/netstat.ts';
import { showPortProxies } from '../../../toolkit/windows/port-proxy.ts';
import {
  LXSS,
  queryRegistryKey,
  queryRegistryValue,
  TCPIP_PARAMETERS,
} from '../../../toolkit/windows/registry.ts';
import { enumDependents, queryService, queryServiceConfig } from '../../../toolkit/windows/service.ts';
import { listRunningDistributions } from '../../../toolkit/windows/wsl.ts';
import { newPlace, type Place } from '../../support/place.ts';
import { converse, documentOf } from './converse.ts';

interface Reads {
  readonly commands?: readonly { readonly file: string; readonly args: readonly string[] }[];
  readonly questions?: readonly { readonly name: string; readonly question: object }[];
}

function observe(place: Place, { commands = [], questions = [] }: Reads) {
  const host = { kind: 'simulated', state: place.state };
  return converse(
    { schemaVersion: 1, action: 'observe', host, commands, questions },
    { terminal: { stateHome: place.folder } },
  );
}

const TCP = { family: 'ipv4', protocol: 'tcp' } as const;

describe('observe', () => {
  test('gives what commands printed and what questions answered, in the order asked', async () => {
    const place = newPlace();
    const { file, args } = showExcludedPortRange({ ...TCP, store: 'active' });
    const ended = await observe(place, {
      commands: [
        { file, args },
        { file: 'sc.exe', args: ['query', 'nosuch'] },
      ],
      questions: [
        { name: 'probe-bind', question: { protocol: 'tcp', address: '0.0.0.0', port: 8065 } },
        { name: 'last-boot', question: {} },
      ],
    });
    const { commands, questions } = documentOf(ended) as {
      commands: { file: string; exitCode: number; stdout: string }[];
      questions: { name: string; answer: object }[];
    };
    expect(parseExcludedPortRanges(commands[0]?.stdout ?? '').length).toBeGreaterThan(1);
    expect(commands.map((command) => [command.file, command.exitCode])).toEqual([
      ['netsh.exe', 0],
      ['sc.exe', 1060],
    ]);
    expect(questions).toMatchObject([
      { name: 'probe-bind', answer: { socketError: 10013 } },
      { name: 'last-boot', answer: { bootedAt: expect.any(String) } },
    ]);
  });

  test('says in its place why one of them gave nothing', async () => {
    const place = newPlace({
      faults: [
        { kind: 'hang', match: 'netstat' },
        { kind: 'hang', match: 'ask:last-boot' },
      ],
    });
    const { file, args } = showSockets();
    const ended = await observe(place, {
      commands: [{ file, args }],
      questions: [{ name: 'last-boot', question: {} }],
    });
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toMatchObject({
      commands: [{ file: 'netstat.exe', error: { code: 'host.timed-out' } }],
      questions: [{ name: 'last-boot', error: { code: 'host.timed-out' } }],
    });
  });

  test('refuses a machine that is not there, and makes none', async () => {
    const place = newPlace();
    rmSync(place.state);
    const { last } = await observe(place, { questions: [{ name: 'last-boot', question: {} }] });
    expect(last).toMatchObject({ type: 'error', error: { code: 'input.unreadable-file' }, exitCode: 2 });
    expect(existsSync(place.state)).toBe(false);
  });

  test.each([
    [
      'a command that changes',
      { commands: [{ file: 'net.exe', args: ['stop', 'winnat', '/y'] }] },
      'commands[0]',
    ],
    ['a program nobody knows', { commands: [{ file: 'cmd.exe', args: ['/c', 'dir'] }] }, 'commands[0]'],
    ['a question that changes', { questions: [span('reserve-port')] }, 'questions[0]'],
    ['a question nobody knows', { questions: [{ name: 'toString', question: {} }] }, 'questions[0]'],
    [
      'a question of another shape',
      { questions: [{ name: 'last-boot', question: { x: 1 } }] },
      'questions[0].question',
    ],
  ])('refuses %s, and then reads nothing at all', async (_what, reads: Reads, place) => {
    const at = newPlace();
    const before = at.machine();
    const { last } = await observe(at, reads);
    expect(last).toMatchObject({ type: 'error', error: { code: 'wrapper.invalid-request' }, exitCode: 2 });
    expect(last.type === 'error' && last.error.message).toContain(place);
    expect(differences(before, at.machine())).toEqual([]);
  });

  test.each(Object.entries(QUESTIONS).filter(([, { effect }]) => effect === 'write'))(
    'never asks %s',
    async (name) => {
      const { last } = await observe(newPlace(), {
        questions: [{ name, question: { path: '/', ...span(name).question } }],
      });
      expect(last).toMatchObject({ type: 'error', error: { code: 'wrapper.invalid-request' } });
    },
  );
});

function span(name: string) {
  return { name, question: { protocol: 'tcp', startPort: 9001, numberOfPorts: 1 } };
}

describe('a command only reads', () => {
  const BUILT = [
    showExcludedPortRange(TCP),
    showExcludedPortRange({ family: 'ipv6', protocol: 'udp', store: 'persistent' }),
    showDynamicPortRange({ ...TCP, store: 'persistent' }),
    showPortProxies('all'),
    queryService('winnat'),
    queryServiceConfig('hns'),
    enumDependents('winnat'),
    queryRegistryKey(LXSS),
    queryRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort'),
    showSockets(),
    listRunningDistributions(),
    docker.listContainers(),
    docker.inspectContainer('mattermost'),
    docker.listImages(),
    docker.dockerInfo(),
  ];
  test.each(BUILT.map((command) => [`${command.file} ${command.args.join(' ')}`, command] as const))(
    'where it is %s',
    (_words, command) => expect(readCommand(command, 'here')).toEqual({ ...command, effect: 'read' }),
  );

  test.each([
    ['netsh.exe', 'int ipv4 show dynamicport tcp'],
    ['netsh.exe', 'interface ipv4 show excludedportrange protocol=udp'],
    ['sc.exe', 'queryex winnat'],
    ['docker.exe', 'ps --format {{.Names}}'],
    ['docker.exe', 'inspect --format {{json .}} mattermost'],
    ['docker.exe', 'port mattermost 8065/tcp'],
    ['docker.exe', 'version --format={{.Server.Version}}'],
    ['wsl.exe', '-l -v'],
  ])('where it is %s %s', (file, words) => {
    expect(readCommand({ file, args: wordsOf(words) }, 'here').effect).toBe('read');
  });

  test.each([
    ['netsh.exe', ''],
    ['netsh.exe', 'interface ipv4 show'],
    ['netsh.exe', 'interface ipv4 add excludedportrange protocol=tcp startport=1 numberofports=1'],
    ['netsh.exe', 'interface ipv4 show excludedportrange protocol=tcp | netsh'],
    ['netsh.exe', '-r OTHER interface ipv4 show excludedportrange protocol=tcp'],
    ['netsh.exe', '-f script.txt'],
    ['netsh.exe', 'wlan show profile key=clear'],
    ['sc.exe', 'stop winnat'],
    ['sc.exe', '\\\\OTHER query winnat'],
    ['sc.exe', 'query \\\\OTHER'],
    ['reg.exe', 'add HKLM\\SOFTWARE\\X /v a /d b'],
    ['reg.exe', 'query \\\\OTHER\\HKLM\\SOFTWARE'],
    ['reg.exe', 'query HKLM\\SOFTWARE /v /s'],
    ['reg.exe', 'export HKLM out.reg'],
    ['netstat.exe', '-ano 1'],
    ['netstat.exe', ''],
    ['wsl.exe', '--shutdown'],
    ['wsl.exe', '--list --exec sh'],
    ['wsl.exe', ''],
    ['docker.exe', '--host tcp://other ps'],
    ['docker.exe', 'ps --host tcp://other'],
    ['docker.exe', 'inspect --host'],
    ['docker.exe', 'container rm mattermost'],
    ['docker.exe', 'info; rm'],
    ['docker.exe', 'ps --format'],
    ['dism.exe', '/online /enable-feature /featurename:X'],
    ['shutdown.exe', '/r'],
    ['schtasks.exe', '/delete /tn X /f'],
    ['net.exe', 'start'],
    ['NETSH.EXE', 'interface ipv4 show excludedportrange protocol=tcp'],
    ['C:\\Windows\\System32\\netsh.exe', 'interface ipv4 show excludedportrange protocol=tcp'],
    ['netsh', 'interface ipv4 show excludedportrange protocol=tcp'],
  ])('but not where it is %s %s', (file, words) => {
    expect(() => readCommand({ file, args: wordsOf(words) }, 'commands[3]')).toThrow(
      expect.objectContaining({
        code: 'wrapper.invalid-request',
        message: expect.stringContaining('commands[3]'),
      }),
    );
  });

  test('but not where a line break hides something', () => {
    for (const args of [
      ['query', 'winnat\nstop'],
      ['query', 'winnat\n'],
    ])
      expect(() => readCommand({ file: 'sc.exe', args }, 'here')).toThrow();
  });
});

function wordsOf(text: string): string[] {
  // A template of Docker's is one word.
  return text.match(/[^ {]*\{\{.*\}\}|[^ ]+/g) ?? [];
}
