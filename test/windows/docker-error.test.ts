import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDockerPortError, parseDockerPortErrors } from '../../toolkit/windows/docker-error.ts';
import { HAS_RECORDED, recordedFiles, recordedOutput } from './recorded.ts';

const EN_10013 = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
const EN_10048 =
  'Only one usage of each socket address (protocol/network address/port) is normally permitted.';

const seen = (text: string) => {
  const { port, protocol, address, cause } = parseDockerPortError(text) ?? {};
  return `${protocol} ${address} ${port} ${cause}`;
};

describe.skipIf(!HAS_RECORDED)("a recorded error of Docker's (skipped without ../shared/recorded)", () => {
  test.each([
    ['de-01', 'tcp 0.0.0.0 80 reserved'],
    ['en-01', 'tcp 0.0.0.0 50000 reserved'],
    ['en-02', 'tcp 0.0.0.0 8000 reserved'],
    ['en-03', 'tcp 0.0.0.0 1888 reserved'],
    ['en-05', 'tcp 0.0.0.0 8080 reserved'],
    ['en-06', 'tcp 127.0.0.1 18080 reserved'],
    ['pt-BR-01', 'tcp 0.0.0.0 55432 reserved'],
  ])('%s is read', (name, expected) => {
    expect(seen(recordedOutput(`docker-bind-error-${name}.txt`))).toBe(expected);
  });

  it('is read from every file there is', () => {
    const files = recordedFiles('docker-bind-error-');
    const unread = files.filter((file) => parseDockerPortErrors(recordedOutput(file)).length !== 1);
    expect([files.length > 0, unread]).toEqual([true, []]);
  });
});

describe("Docker's port error", () => {
  test.each([
    [`Ports are not available: listen tcp 0.0.0.0:5005: bind: ${EN_10048}`, 'tcp 0.0.0.0 5005 in-use'],
    [
      `Ports are not available: exposing port UDP 0.0.0.0:53 -> 0.0.0.0:0: listen udp 0.0.0.0:53: bind: ${EN_10013}`,
      'udp 0.0.0.0 53 reserved',
    ],
    [
      `ports are not available: exposing port TCP [::1]:8065 -> 127.0.0.1:0: listen tcp6 [::1]:8065: bind: ${EN_10013}`,
      'tcp ::1 8065 reserved',
    ],
    [
      'ports are not available: exposing port TCP 127.0.0.1:8080 -> 127.0.0.1:0: /forwards/expose returned unexpected status: 500',
      'tcp 127.0.0.1 8080 unknown',
    ],
    [
      `(HTTP code 500) server error - Ports are not available: listen tcp 0.0.0.0:80: bind: ${EN_10013}`,
      'tcp 0.0.0.0 80 reserved',
    ],
    [
      `Error invoking remote method 'docker-start-container': Error: (HTTP code 500) server error - Ports are not available: exposing port TCP 0.0.0.0:3306 -> 0.0.0.0:0: listen tcp4 0.0.0.0:3306: bind: ${EN_10048}`,
      'tcp 0.0.0.0 3306 in-use',
    ],
    [
      `ERROR: for web  Cannot start service web: Ports are not available: listen tcp 0.0.0.0:8000: bind: ${EN_10013}`,
      'tcp 0.0.0.0 8000 reserved',
    ],
    [
      'failed to set up container networking: driver failed programming external connectivity on endpoint web (0a1b): Bind for 0.0.0.0:8080 failed: port is already allocated',
      'tcp 0.0.0.0 8080 allocated-by-container',
    ],
    ['failed to bind host port 127.0.0.1:3000/tcp: address already in use', 'tcp 127.0.0.1 3000 in-use'],
    [
      'failed to bind host port for 0.0.0.0:8000:172.31.0.2:8000/tcp: address already in use',
      'tcp 0.0.0.0 8000 in-use',
    ],
    [
      'Error starting userland proxy: listen tcp4 0.0.0.0:443: bind: address already in use',
      'tcp 0.0.0.0 443 in-use',
    ],
    [
      'Error starting userland proxy: mkdir /port/tcp:0.0.0.0:4000:tcp:172.17.0.2:4000: input/output error.',
      'tcp 0.0.0.0 4000 unknown',
    ],
    ['listen tcp :8065: bind: (10013)', 'tcp  8065 reserved'],
    [
      'Ports are not available: listen tcp 0.0.0.0:80: bind: \u041e\u0431\u044b\u0447\u043d\u043e \u0440\u0430\u0437\u0440\u0435\u0448\u0430\u0435\u0442\u0441\u044f \u0442\u043e\u043b\u044c\u043a\u043e \u043e\u0434\u043d\u043e \u0438\u0441\u043f\u043e\u043b\u044c\u0437\u043e\u0432\u0430\u043d\u0438\u0435 \u0430\u0434\u0440\u0435\u0441\u0430 \u0441\u043e\u043a\u0435\u0442\u0430',
      'tcp 0.0.0.0 80 in-use',
    ],
    ['Ports are not available: listen tcp 0.0.0.0:80: bind: xyzzy plugh', 'tcp 0.0.0.0 80 unknown'],
  ])('%s', (text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  it('survives any wrapping, at blanks or inside words', () => {
    const text = `Error response from daemon: ports are not available: exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: listen tcp 0.0.0.0:8065: bind: ${EN_10013}`;
    const eol = fc.constantFrom('\n', '\r\n', '\n  ');
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), eol, (width, end) => {
        const atWords = text.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), `$1${end}`);
        const anywhere = text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(end) ?? '';
        expect([seen(atWords), seen(anywhere)]).toEqual(Array(2).fill('tcp 0.0.0.0 8065 reserved'));
      }),
    );
  });

  it('ends before the next sentence, and names its port once', () => {
    const [error, ...others] = parseDockerPortErrors(
      `docker: Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:80 -> 0.0.0.0:0: listen tcp 0.0.0.0:80: bind: ${EN_10013}\n\nRun 'docker run --help' for more information`,
    );
    expect(others).toEqual([]);
    expect(error?.message.endsWith(EN_10013)).toBe(true);
  });

  it('of several containers is one error for each port', () => {
    const text = `ERROR: for a  Ports are not available: listen tcp 0.0.0.0:80: bind: ${EN_10013}\nERROR: for b  Ports are not available: listen tcp 0.0.0.0:81: bind: ${EN_10048}`;
    expect(parseDockerPortErrors(text).map(({ port, cause }) => `${port} ${cause}`)).toEqual([
      '80 reserved',
      '81 in-use',
    ]);
  });

  test.each([
    '',
    'Error response from daemon: No such container: web',
    'listening on 0.0.0.0:8065',
    'ports are not available: exposing port TCP 0.0.0.0:99999 -> 127.0.0.1:0: /forwards/expose',
    'bind-mount C:\\a:80 failed',
  ])('is not in %j', (text) => {
    expect(parseDockerPortError(text)).toBeUndefined();
  });
});
