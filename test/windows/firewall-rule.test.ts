import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../../toolkit/host/questions.ts';
import {
  type FirewallRule,
  firewallRuleName,
  newFirewallRule,
  type OpenPort,
  opens,
} from '../../toolkit/windows/firewall-rule.ts';

const OPEN: OpenPort = {
  layer: 'host',
  protocol: 'tcp',
  port: 8065,
  remoteAddress: 'LocalSubnet',
  profiles: ['Domain', 'Private'],
};
const RULE: FirewallRule = {
  displayName: 'any',
  enabled: true,
  direction: 'Inbound',
  action: 'Allow',
  protocol: 'TCP',
  localPorts: ['8065'],
  remoteAddresses: ['LocalSubnet'],
  profiles: ['Private', 'Domain'],
};

describe('a firewall rule', () => {
  test('is named for its port, and asked for in the shape of the question', () => {
    expect(firewallRuleName(OPEN)).toBe('Portwright-8065-tcp');
    const question = newFirewallRule(OPEN);
    expect(QUESTIONS['add-firewall-rule'].question.parse(question)).toEqual(question);
    expect(question).toMatchObject({ port: 8065, remoteAddress: 'LocalSubnet', profiles: 'Domain,Private' });
  });

  test('opens the port, in whatever order Windows lists its profiles', () => {
    expect(opens(RULE, OPEN)).toBe(true);
  });

  test.each([
    ['10.0.0.0/8', '10.0.0.0/255.0.0.0'],
    ['192.168.1.7/24', '192.168.1.0/255.255.255.0'],
    ['192.168.1.7', '192.168.1.7/255.255.255.255'],
    ['192.168.1.7/32', '192.168.1.7'],
    ['FE80:0::1', 'fe80::1'],
    ['fe80::/10', 'FE80::/10'],
  ])('from %s is read as %s', (remoteAddress, read) => {
    expect(opens({ ...RULE, remoteAddresses: [read] }, { ...OPEN, remoteAddress })).toBe(true);
  });

  test.each([
    ['10.0.0.0/8', '10.0.0.0/255.255.0.0'],
    ['10.0.0.0/8', '10.0.0.0/255.0.255.0'],
    ['10.0.0.0/8', '11.0.0.0/255.0.0.0'],
    ['fe80::/10', 'fe80::/11'],
    ['10.0.0.1', '10.0.0.1-10.0.0.9'],
  ])('from %s is not %s', (remoteAddress, read) => {
    expect(opens({ ...RULE, remoteAddresses: [read] }, { ...OPEN, remoteAddress })).toBe(false);
  });

  test('in every kind of network may be read as in any', () => {
    const open = { ...OPEN, profiles: ['Domain', 'Private', 'Public'] } as const;
    expect(opens({ ...RULE, profiles: ['Any'] }, open)).toBe(true);
    expect(opens({ ...RULE, profiles: ['Any'] }, OPEN)).toBe(false);
  });

  test.each<[string, Partial<FirewallRule>]>([
    ['is disabled', { enabled: false }],
    ['blocks', { action: 'Block' }],
    ['is outbound', { direction: 'Outbound' }],
    ['is udp', { protocol: 'UDP' }],
    ['opens another port', { localPorts: ['8066'] }],
    ['opens more ports', { localPorts: ['8065', '8066'] }],
    ['opens every port', { localPorts: ['Any'] }],
    ['lets everybody in', { remoteAddresses: ['Any'] }],
    ['holds in public networks, too', { profiles: ['Domain', 'Private', 'Public'] }],
    ['holds in no kind of network', { profiles: [] }],
  ])('does not open exactly it when it %s', (_what, change) => {
    expect(opens({ ...RULE, ...change }, OPEN)).toBe(false);
  });

  test('of the Hyper-V firewall has no profiles, and its remote addresses are not ours to choose', () => {
    const rule = { ...RULE, remoteAddresses: ['Any'], profiles: [] };
    expect(opens(rule, { ...OPEN, layer: 'hyper-v' })).toBe(true);
    expect(opens({ ...rule, localPorts: ['Any'] }, { ...OPEN, layer: 'hyper-v' })).toBe(false);
  });

  test.each(['Portwright-*-tcp', 'Portwright-8065-tcp; calc', 'CoreNet-*', 'Portwright-8065-icmp', ''])(
    'is never asked for as %j, which cmdlets would take for a pattern',
    (name) => {
      const id = { layer: 'host', name };
      for (const question of ['firewall-rule', 'remove-firewall-rule'] as const)
        expect(QUESTIONS[question].question.safeParse(id).success).toBe(false);
    },
  );
});
