import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { withErrorText } from '../../toolkit/diagnosis/error-evidence.ts';
import { emptySnapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { probe, readMachine, socket, TCP_8065 } from './snapshots.ts';

const NOTHING_READ = emptySnapshot({ kind: 'paste' });
const EACCES = 'Error: listen EACCES: permission denied 0.0.0.0:8065';
const IN_USE = 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8065';
const IN_USE_ANYWHERE =
  '[WinError 10048] Only one usage of each socket address (protocol/network address/port) is normally permitted';
const CONNECT =
  'dial tcp 203.0.113.7:443: connectex: An attempt was made to access a socket in a way forbidden by its access permissions.';
const FAST_STARTUP =
  'Error starting userland proxy: mkdir /port/tcp:0.0.0.0:8065:tcp:172.17.0.2:80: input/output error.';

describe('an error text alone', () => {
  test.each([
    [EACCES, 'unknown', 'refused-10013'],
    [IN_USE, 'listening', 'listener-unnamed'],
    [FAST_STARTUP, 'other-cause', 'fast-startup'],
  ])('%j: %s, %s', (text, verdict, cause) => {
    const { ports, told } = diagnose(withErrorText(NOTHING_READ, text), []);
    expect(ports).toMatchObject([{ port: 8065, verdict, cause, confidence: 'low' }]);
    expect(ports[0]?.remedies).not.toEqual([]);
    expect(told).toBeUndefined();
  });

  test.each([
    [IN_USE_ANYWHERE, 'listening', 'listener-unnamed'],
    [CONNECT, 'other-cause', 'firewall-connect'],
    ['System.Net.HttpListenerException (5): Access is denied.', 'other-cause', 'url-acl'],
    ['hnsCall failed in Win32: Datei belegt. (0x20)', 'unknown', 'hns-port-taken'],
  ])('without a port it is diagnosed by itself: %j', (text, verdict, cause) => {
    const { ports, told, machine } = diagnose(withErrorText(NOTHING_READ, text), []);
    expect(ports).toEqual([]);
    expect(machine).toBeUndefined();
    expect(told).toMatchObject([{ verdict, cause }]);
    for (const { disturbs, lasts } of told?.[0]?.remedies ?? []) expect(`${disturbs}${lasts}`).not.toBe('');
  });

  test.each([
    [
      '[WinError 10013] アクセス許可で禁じられた方法でソケットにアクセスしようとしました',
      /show excludedportrange protocol=tcp$/,
    ],
    ['UNKNOWN:WSA Error (10013) bind', /show excludedportrange protocol=tcp$/],
    [IN_USE_ANYWHERE, /^netstat/],
  ])('that names no port says so, asks for it, and shows where to look: %j', (text, command) => {
    const [told, ...others] = diagnose(withErrorText(NOTHING_READ, text), []).told ?? [];
    expect(others).toEqual([]);
    expect(told?.summary).toMatch(/does not say which port/);
    expect(told?.remedies[0]?.title).toContain('portwright diagnose PORT');
    expect(told?.remedies[0]?.command).toMatch(command);
  });

  test('of an address that the account may not register is about the port of that address, and told once', () => {
    const text = 'System.Net.HttpListenerException (5): Access is denied. http://+:8080/';
    const { ports, told } = diagnose(withErrorText(NOTHING_READ, text), []);
    expect(ports).toMatchObject([{ port: 8080, verdict: 'other-cause', cause: 'url-acl' }]);
    expect(ports[0]?.remedies[0]?.command).toBe('netsh http show urlacl');
    expect(told).toBeUndefined();
    const troubles = [{ trouble: 'url-acl', message: text }] as const;
    expect(diagnose({ ...withErrorText(NOTHING_READ, text), troubles }, []).told).toBeUndefined();
  });

  test.each([
    [
      'netsh int ipv4 set dynamic tcp start=49152 num=1638',
      'copied-mistake-1638',
      /set dynamicportrange .*numberofports=16384/,
    ],
    [
      'netsh int ipv4 set dynamic tcp start=10000 num=55535',
      'copied-mistake-10000-55535',
      /set dynamicportrange .*startport=49152/,
    ],
    ['reg add HKLM\\x /v EnableExcludedPortRange /d 0', 'registry-as-REG_SZ', /\/t REG_DWORD/],
    ['reg add HKLM\\x /v MaxUserPort /t REG_DWORD /d 65534', 'max-user-port', /^reg delete .*MaxUserPort/],
  ])('that is a copied command is told with the right one: %j', (text, cause, command) => {
    const { ports, told } = diagnose(withErrorText(NOTHING_READ, text), []);
    expect(ports).toEqual([]);
    expect(told).toMatchObject([{ verdict: 'other-cause', cause, evidence: [{ code: 'copied-mistake' }] }]);
    expect(told?.[0]?.remedies[0]?.command).toMatch(command);
    // It is about the machine: a port that is asked about is judged for itself.
    expect(diagnose(withErrorText(readMachine(), text), [TCP_8065]).ports[0]?.verdict).toBe('free');
  });

  test('of a refusal beside a copied command is still the refusal', () => {
    const text = `${IN_USE}\nafter netsh int ipv4 set dynamic tcp start=49152 num=1638`;
    const { ports } = diagnose(withErrorText(NOTHING_READ, text), []);
    expect(ports).toMatchObject([{ port: 8065, verdict: 'listening', cause: 'listener-unnamed' }]);
  });

  test('without a port it is about the only port asked about, unless it is about a connection', () => {
    const port = (text: string) => diagnose(withErrorText(NOTHING_READ, text), [TCP_8065]);
    expect(port(IN_USE_ANYWHERE).ports[0]?.verdict).toBe('listening');
    expect(port(CONNECT)).toMatchObject({
      ports: [{ verdict: 'unknown', cause: 'unreadable' }],
      told: [{ cause: 'firewall-connect' }],
    });
  });

  test('over udp proves no listener where WSL is in mirrored mode', () => {
    const text = `${IN_USE_ANYWHERE}\nWSL runs in mirrored mode`;
    const asked = [{ port: 44_700, protocol: 'udp' }] as const;
    expect(diagnose(withErrorText(NOTHING_READ, text), asked).ports[0]).toMatchObject({
      verdict: 'unknown',
      cause: 'wsl-mirrored',
    });
  });
});

describe('an error text beside a machine', () => {
  const judged = (text: string, parts: Parameters<typeof readMachine>[0]) =>
    diagnose(withErrorText(readMachine(parts), text), [TCP_8065]).ports[0];

  test('that shows nothing keeps the port from being called free', () => {
    expect(judged(EACCES, { probes: [] })).toMatchObject({ verdict: 'other-cause', cause: 'refused-10013' });
    expect(judged(IN_USE, {})?.verdict).toBe('other-cause');
  });

  test('that shows a listener names that listener', () => {
    expect(judged(IN_USE, { sockets: [socket(8065)], probes: [probe(10_048)] })).toMatchObject({
      verdict: 'listening',
      cause: 'listener-process',
      confidence: 'high',
    });
  });

  test('does not outweigh a table that could not be read', () => {
    const unread = [{ what: 'excluded port ranges tcp', code: 'host.timed-out', message: 'late' }];
    expect(judged(IN_USE, { excludedPortRanges: {}, unread })?.verdict).toBe('unknown');
  });
});
