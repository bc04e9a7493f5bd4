import { describe, expect, test } from 'vitest';
import { isAboutPort, knownTrouble } from '../../toolkit/windows/known-trouble.ts';

describe('a message that names its trouble by words no language changes', () => {
  test.each([
    ['mkdir /port/tcp:0.0.0.0:9092:tcp:172.17.0.2:9092: input/output error.', 'fast-startup'],
    ['/forwards/expose/port returned unexpected status: 500', 'expose-500-no-cause'],
    ['unable to list exposed ports: Get "http://unix/forwards/list": context deadline', 'forwarder-timeout'],
    ['failed during hnsCallRawResponse: hnsCall failed in Win32: Datei belegt. (0x20)', 'hns-port-taken'],
    ['hnsCall failed in Win32: The specified port already exists. (0x803b0013)', 'hns-port-taken'],
    ['HttpListenerException (183): x', 'http-registration'],
    ['HttpListenerException: Zugriff verweigert\n bei System.Net.HttpListener.AddAllPrefixes()', 'url-acl'],
    ['Ausnahme von HRESULT: 0x80070020', 'sharing-violation-0x20'],
    ['bind() to 0.0.0.0:80 failed (13: Permission denied)', 'linux-privileged-port'],
    ['Creating Server TCP listening socket *:6379: bind: No such file or directory', 'misleading-error-text'],
    ['Error: listen EADDRNOTAVAIL: address not available 10.0.0.9:3000', 'address-not-here'],
    ['listen tcp 10.0.0.9:80: bind: The requested address is not valid in its context.', 'address-not-here'],
    ['dial tcp 10.0.0.5:5432: connectex: (10048)', 'ephemeral-exhaustion'],
    ['httpx.ConnectError: [WinError 10013]', 'firewall-connect'],
  ])('%j: %s', (text, trouble) => {
    expect(knownTrouble(text)).toBe(trouble);
  });

  test.each([
    'listen tcp 0.0.0.0:8065: bind: (10013)',
    'Error: listen EADDRINUSE: address already in use :::3000',
    'bind() to 0.0.0.0:80 failed (10013: x)',
    'connect ECONNREFUSED 127.0.0.1:8065',
    'connect EADDRNOTAVAIL 10.0.0.5:5432 - Local (0.0.0.0:0)',
    'Start Port    End Port',
    '',
  ])('is not seen in %j', (text) => {
    expect(knownTrouble(text)).toBeUndefined();
  });

  test('a refused connection is about no port of this machine', () => {
    expect(isAboutPort('firewall-connect')).toBe(false);
    expect(isAboutPort('fast-startup')).toBe(true);
  });
});
