import { describe, expect, it } from 'vitest';
import { QUESTIONS, type QuestionName } from '../../toolkit/host/questions.ts';
import { answerQuestion, ask } from '../../toolkit/simulation/answer-question.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import { enableFeature } from '../../toolkit/simulation/features.ts';

const EXAMPLES: { [Name in QuestionName]: Parameters<typeof answerQuestion<Name>>[2] } = {
  'net-tcp-setting': {},
  listeners: {},
  'probe-bind': { protocol: 'tcp', address: '0.0.0.0', port: 8065 },
  'probe-connect': { address: '127.0.0.1', port: 445 },
  'reserve-port': { protocol: 'tcp', startPort: 9000, numberOfPorts: 1 },
  'release-port': { protocol: 'tcp', startPort: 9000, numberOfPorts: 1 },
  'optional-feature': { featureName: 'Microsoft-Hyper-V' },
  'net-nat': {},
  'folder-security': { path: 'C:\\ProgramData\\Portwright' },
  'create-protected-folder': { path: 'C:\\ProgramData\\Portwright' },
  'last-boot': {},
  'firewall-rule': { layer: 'host', name: 'Portwright-8065-tcp' },
  'add-firewall-rule': {
    layer: 'hyper-v',
    name: 'Portwright-8065-tcp',
    displayName: '',
    protocol: 'tcp',
    port: 8065,
    remoteAddress: 'Any',
    profiles: 'Private',
  },
  'remove-firewall-rule': { layer: 'host', name: 'Portwright-8065-tcp' },
};
const NAMES = Object.keys(QUESTIONS) as QuestionName[];

it.each(NAMES)('%s is answered in the shape that was promised', (name) => {
  const machine = createMachine(DEFAULT_MACHINE);
  const { answer, error } = ask(machine, name, EXAMPLES[name]);
  expect(error).toBeUndefined();
  expect(QUESTIONS[name].answer.safeParse(answer).error).toBeUndefined();
  expect(machine.received).toBe(1);
});

describe('what the answers say', () => {
  it('a block refuses an exclusive bind with 10013, a listener with 10048', () => {
    const machine = createMachine(DEFAULT_MACHINE);
    const probe = (address: string, port: number) =>
      answerQuestion(machine, 'probe-bind', { protocol: 'tcp', address, port }).socketError;
    expect([probe('0.0.0.0', 8065), probe('0.0.0.0', 445), probe('0.0.0.0', 9000)]).toEqual([
      10013, 10048, 0,
    ]);
    const sockets = structuredClone(machine.sockets);
    probe('0.0.0.0', 9000);
    expect(machine.sockets).toEqual(sockets);
  });

  it('Automatic has no range, the others all the same', () => {
    const { settings } = answerQuestion(createMachine(DEFAULT_MACHINE), 'net-tcp-setting', {});
    const tcp = settings.filter(({ protocol }) => protocol === 'tcp');
    expect(tcp[0]).toEqual({
      protocol: 'tcp',
      settingName: 'Automatic',
      startPort: null,
      numberOfPorts: null,
    });
    expect(
      new Set(tcp.slice(1).map(({ startPort, numberOfPorts }) => `${startPort}+${numberOfPorts}`)),
    ).toEqual(new Set(['1024+64511']));
  });

  it('a listener comes with its process', () => {
    const machine = createMachine({ containers: [{ name: 'web', image: 'nginx', ports: [9080] }] });
    const { sockets } = answerQuestion(machine, 'listeners', {});
    expect(sockets).toContainEqual(
      expect.objectContaining({ localPort: 9080, state: 'listening', processName: 'com.docker.backend' }),
    );
  });

  it('a reservation makes an un-starred row and is released again', () => {
    const machine = createMachine();
    const port = { protocol: 'udp', startPort: 9000, numberOfPorts: 1 } as const;
    expect(answerQuestion(machine, 'reserve-port', port).win32Error).toBe(0);
    expect(machine.ranges.udp).toContainEqual(
      expect.objectContaining({ startPort: 9000, kind: 'persistent-reservation' }),
    );
    expect(answerQuestion(machine, 'release-port', port).win32Error).toBe(0);
    expect(answerQuestion(machine, 'release-port', port).win32Error).toBe(1168);
  });

  it('features are told by name in any case, and absent ones so', () => {
    const machine = createMachine({ hyperV: false, features: { Containers: 'Absent' } });
    enableFeature(machine, 'VirtualMachinePlatform');
    const state = (featureName: string) => answerQuestion(machine, 'optional-feature', { featureName }).state;
    expect(['virtualmachineplatform', 'Microsoft-Hyper-V', 'Containers', 'NoSuchFeature'].map(state)).toEqual(
      ['EnablePending', 'Disabled', 'Absent', 'Absent'],
    );
  });

  it('a protected folder belongs to Administrators, and is made once', () => {
    const machine = createMachine();
    const path = 'C:\\ProgramData\\Portwright';
    expect(answerQuestion(machine, 'folder-security', { path }).exists).toBe(false);
    expect(answerQuestion(machine, 'create-protected-folder', { path }).created).toBe(true);
    expect(answerQuestion(machine, 'create-protected-folder', { path }).created).toBe(false);
    expect(answerQuestion(machine, 'folder-security', { path })).toMatchObject({
      exists: true,
      ownerSid: 'S-1-5-32-544',
    });
  });

  it('what needs elevation fails without, and changes nothing', () => {
    const machine = createMachine({ elevated: false });
    expect(ask(machine, 'optional-feature', { featureName: 'Containers' }).error?.code).toBe('ask.failed');
    expect(ask(machine, 'create-protected-folder', { path: 'C:\\x' }).error?.code).toBe('ask.failed');
    const reserved = ask(machine, 'reserve-port', { protocol: 'tcp', startPort: 9000, numberOfPorts: 1 });
    expect(reserved.answer?.win32Error).toBe(5);
    expect(machine.folders).toEqual({});
  });
});
