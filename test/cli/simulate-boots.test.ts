import { describe, expect, test } from 'vitest';
import { forecastSchema } from '../../toolkit/report/documents/forecast-schema.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace } from '../support/place.ts';

const TABLE = [
  'Protocol tcp Port Exclusion Ranges',
  '',
  'Start Port    End Port',
  '----------    --------',
  '      8018        8117',
  '',
  '* - Administered port exclusions.',
  '',
].join('\n');
const RANGE =
  'Protocol tcp Dynamic Port Range\n---------------------------------\nStart Port      : 1024\nNumber of Ports : 64511\n';

const COMPOSE = `
services:
  web:
    image: mattermost
    ports: ['8065:8065', '8443:8443/udp', '8075:80']
  db:
    image: postgres
    ports: ['127.0.0.1:\${DB}:5432']
  mail:
    image: mailpit
    profiles: [mail]
    ports: ['8025:8025']
`;

const boots = (...words: string[]) => ['simulate', 'boots', ...words, '--boots', '2000'];

describe('simulate boots', () => {
  test('says how often a port is taken, before and after each measure, and what it assumes', async () => {
    const { exitCode, stdout, stderr } = await newPlace().on(boots('8065'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain("A model's estimate");
    expect(stdout).toMatch(/as things are +\d\.\d+ % \(95 %: /);
    expect(stdout).toContain('outside the range winnat draws from');
    expect(stdout).toContain('Assuming that');
    expect(stdout).not.toMatch(/never/i);
  });

  test('says of several ports how often any of them is taken; without one, of those of development tools', async () => {
    const place = newPlace();
    expect((await place.on(boots('8065', '9000'))).stdout).toContain('any of the 2 ports');
    expect((await place.on(boots())).stdout).toMatch(
      /^any of the \d{3} ports that development tools take by default$/m,
    );
  });

  test('without a port names the tools that are hit most, shortly, and what is left out', async () => {
    const { stdout } = await newPlace().on(boots());
    expect(stdout.split('\n').length).toBeLessThan(60);
    expect(stdout).toMatch(/^ *1080 +socks +\d/m);
    expect(stdout).toMatch(/^ *and \d+ more, none above \d+\.\d+ % as things are: --json has all$/m);
    expect(stdout).not.toMatch(/30000-32767 +kubernetes/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('kubernetes-nodeport 30000-32767');
  });

  test('gives consecutive ports that were asked as one range one row, and says what its share is over', async () => {
    const place = newPlace();
    const words = boots('8065', '9000-9499', '53/udp', '7000-7001/udp');
    const { stdout } = await place.on(words);
    expect(stdout).toContain('any of the 504 ports');
    expect(stdout).toMatch(/^ *port +now/m);
    expect(stdout).toMatch(/^ *9000-9499 +\d+\.\d+ % +kept +outside/m);
    expect(stdout).toContain('a range: at least one of its ports');
    expect(stdout).not.toMatch(/^ *9001 /m);
    const { ranges, forecasts } = forecastSchema.parse(lastDocument(await place.on([...words, '--json'])));
    expect(ranges).toEqual([
      { protocol: 'tcp', startPort: 8065, numberOfPorts: 1 },
      { protocol: 'tcp', startPort: 9000, numberOfPorts: 500 },
      { protocol: 'udp', startPort: 53, numberOfPorts: 1 },
      { protocol: 'udp', startPort: 7000, numberOfPorts: 2 },
    ]);
    const [now] = forecasts;
    expect(now?.ports).toHaveLength(504);
    expect(now?.ranges.map(({ places }) => places)).toEqual([
      ['drawn-from'],
      ['drawn-from'],
      ['outside-range'],
      ['drawn-from'],
    ]);
    const single = now?.ports[0]?.chance;
    expect(now?.ranges[0]?.chance).toEqual(single);
    expect(now?.ranges[1]?.chance?.share).toBeGreaterThan(single?.share ?? 1);
  });

  test('says of one range how often at least one of its ports is taken', async () => {
    const { stdout } = await newPlace().on(boots('9000-9010'));
    expect(stdout).toContain('9000-9010  at least one of the 11 ports');
    expect(stdout).not.toContain('any of the');
  });

  test('gives the ports of one mapping of a compose file one row', async () => {
    const place = newPlace();
    const compose = place.file(
      'compose.yaml',
      'services: {web: {image: a, ports: ["9000-9010:9000-9010", "8065:80"]}}\n',
    );
    const { ranges } = forecastSchema.parse(
      lastDocument(await place.on([...boots('--compose', compose), '--json'])),
    );
    expect(ranges).toEqual([
      { protocol: 'tcp', startPort: 9000, numberOfPorts: 11 },
      { protocol: 'tcp', startPort: 8065, numberOfPorts: 1 },
    ]);
  });

  test('changes nothing on the machine', async () => {
    const place = newPlace();
    const before = place.machine();
    await place.on(boots('8065'));
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('prints one document that fits its schema, the same for the same seed', async () => {
    const place = newPlace();
    const ended = await place.on([...boots('8065', '53/udp'), '--json', '--placement', 'uniform']);
    const document = forecastSchema.parse(lastDocument(ended));
    expect(document).toMatchObject({ boots: 2000, placement: 'uniform', host: { kind: 'simulated' } });
    expect(await place.on([...boots('8065', '53/udp'), '--json', '--placement', 'uniform'])).toEqual(ended);
  });

  test('takes the ports of compose files, and says which service each is of', async () => {
    const place = newPlace();
    const compose = place.file('compose.yaml', COMPOSE);
    const words = boots('--compose', compose, '--compose-env', place.file('.env', 'DB=5432\n'));
    const { stdout } = await place.on(words);
    expect(stdout).toContain('any of the 4 ports');
    expect(stdout).toMatch(/^ *port +of +now +reserved +range reset +both/m);
    expect(stdout).toMatch(/^ *8065 +web +\d\.\d+ % +kept +outside +kept/m);
    expect(stdout).toContain('kept: kept by an administered row');
    const document = forecastSchema.parse(
      lastDocument(await place.on([...words, '--json', '--profile', 'mail'])),
    );
    expect(document.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      ...['8065/tcp', '8443/udp', '8075/tcp', '5432/tcp', '8025/tcp'],
    ]);
    expect(document.ports[3]?.sources).toMatchObject([
      { kind: 'compose', service: 'db', address: '127.0.0.1' },
    ]);
    for (const { ports, any } of document.forecasts) {
      expect(ports).toHaveLength(5);
      const shares = ports.map(({ chance }) => chance?.share ?? 0);
      if (any !== undefined) expect(any.share).toBeGreaterThanOrEqual(Math.max(...shares));
    }
  });

  test('adds ports that are typed to those of compose files, and reads them beside a paste', async () => {
    const place = newPlace();
    const compose = place.file('compose.yaml', 'services: {web: {image: a, ports: ["8065:80"]}}\n');
    const ended = await place.call(
      [...boots('9000', '8065', '--compose', compose, '--from', '-'), '--json'],
      {
        stdin: TABLE + RANGE,
      },
    );
    const { ports } = forecastSchema.parse(lastDocument(ended));
    expect(ports.map(({ port, sources }) => [port, sources.map(({ kind }) => kind)])).toEqual([
      [9000, ['asked']],
      [8065, ['asked', 'compose']],
    ]);
  });

  test('reads a paste', async () => {
    const ended = await newPlace().call([...boots('8065', '--from', '-'), '--json'], {
      stdin: TABLE + RANGE,
    });
    expect(forecastSchema.parse(lastDocument(ended)).host.kind).toBe('paste');
  });

  test('refuses compose files that publish nothing', async () => {
    const place = newPlace();
    const compose = place.file('compose.yaml', 'services: {web: {image: a}}\n');
    const { exitCode, stderr } = await place.on(boots('--compose', compose));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing to estimate');
  });

  test.each([
    ['a paste without the dynamic range', ['8065', '--from', '-'], 'show dynamicportrange'],
    ['a port that is none', ['0'], '"0"'],
    ['no boot', ['8065', '--boots', '0'], 'from 1'],
    ['too many boots', ['8065', '--boots', '1000001'], '1000000'],
    ['a compose file that is not there', ['--compose', 'missing.yaml'], 'missing.yaml'],
  ])('refuses %s', async (_what, words, named) => {
    const { exitCode, stderr } = await newPlace().call(['simulate', 'boots', ...words], { stdin: TABLE });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(named);
  });
});
