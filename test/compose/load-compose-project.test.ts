// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of compose
import { describe, expect, test } from 'vitest';
import { composePorts } from '../../toolkit/compose/compose-ports.ts';
import { loadComposeProject } from '../../toolkit/compose/load-compose-project.ts';
import { type Files, published, readFrom } from './compose-files.ts';

/** A compose file with one service and these ports. */
const web = (...ports: readonly string[]) =>
  [
    'services:',
    '  web:',
    '    image: web',
    ...(ports.length > 0 ? ['    ports:'] : []),
    ...ports.map((port) => `      - ${port}`),
    '',
  ].join('\n');

describe('ports of one file', () => {
  test.each([
    ['8065:8065', ['8065 web']],
    ['"127.0.0.1:8065:80"', ['127.0.0.1:8065 web']],
    ['"[::1]:8065:80"', ['[::1]:8065 web']],
    ['"::1:8065:80"', ['[::1]:8065 web']],
    ['"53:53/udp"', ['53/udp web']],
    ['"53:53/UDP"', ['53/udp web']],
    ['"36412:36412/sctp"', []],
    ['"9000-9002:80-82"', ['9000 web', '9001 web', '9002 web']],
    // Docker takes any of them.
    ['"9000-9002:80"', []],
    ['"80"', []],
    ['3000', []],
    ['"0:80"', []],
    ['"127.0.0.1::80"', []],
    // No sexagesimal number.
    ['22:22', ['22 web']],
    ['{ target: 80, published: 8080 }', ['8080 web']],
    [
      '{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp, mode: host }',
      ['127.0.0.1:8080/udp web'],
    ],
    ['{ target: 80, published: "8080-8083" }', []],
    ['{ target: 80 }', []],
    ['"${UNSET:-8080}:80"', ['8080 web']],
    ['"${EMPTY:-8080}:80"', ['8080 web']],
    ['"${EMPTY-8080}:80"', []],
    ['"${SET-1}:80"', ['7000 web']],
    ['"$SET:80"', ['7000 web']],
    ['"${UNSET:-${SET}}:80"', ['7000 web']],
    ['"${SET:+127.0.0.1:}${SET}:80"', ['127.0.0.1:7000 web']],
    ['"${SET:?is missing}:80"', ['7000 web']],
    ['"${constructor:-8080}:80"', ['8080 web']],
  ])('%s publishes %j', async (port, expected) => {
    expect(
      await published({ 'compose.yaml': web(port) }, { environment: { SET: '7000', EMPTY: '' } }),
    ).toEqual(expected);
  });

  test.each([
    ['"8065:80:90:x"', '8065:80:90:x'],
    ['"70000:80"', '70000'],
    ['"8080-8070:80-70"', '8080-8070'],
    ['"9000-9002:80-83"', '9000-9002:80-83'],
    ['"${UNSET:?give it}:80"', 'UNSET'],
    ['"${UNSET?give it}:80"', 'give it'],
    ['"$${SET}:80"', '${SET}'],
    ['"${SET:80"', '${SET:80'],
    ['"http:80"', 'http'],
    ['[80]', '[80]'],
    ['{ published: 80 }', 'published'],
    ['{ target: 80, published: true }', 'true'],
  ])('%s is refused, with the file, the service and the value', async (port, value) => {
    const reading = published({ 'compose.yaml': web(port) }, { environment: { SET: '7000' } });
    await expect(reading).rejects.toMatchObject({ code: 'input.invalid-compose', exitCode: 2 });
    await expect(reading).rejects.toThrow(/compose\.yaml, service web: /);
    const message = await reading.then(String, (error: Error) => error.message);
    expect(message.replaceAll('\\"', '"')).toContain(value);
  });

  test.each([
    ['not YAML', 'services: [', 'compose.yaml'],
    ['no mapping', '- a', 'compose.yaml'],
    ['services that are a list', 'services: [a]', 'services'],
    ['ports that are a mapping', 'services: { web: { ports: { 80: 80 } } }', 'service web'],
    ['an alias of nothing', 'services: *none', 'compose.yaml'],
  ])('%s is refused', async (_what, text, part) => {
    const reading = published({ 'compose.yaml': text });
    await expect(reading).rejects.toMatchObject({ code: 'input.invalid-compose' });
    await expect(reading).rejects.toThrow(part);
  });

  test('an empty file, and one without services, publish nothing', async () => {
    expect(await published({ 'compose.yaml': '' })).toEqual([]);
    expect(await published({ 'compose.yaml': 'name: x\nvolumes: {}\n' })).toEqual([]);
  });

  test('the network of the host, of another container, or none publishes nothing', async () => {
    const text = (mode: string) => `${web('"80:80"')}    network_mode: ${mode}\n`;
    for (const mode of ['host', 'none', 'service:db', 'container:db'])
      expect(await published({ 'a.yaml': text(mode) })).toEqual([]);
    expect(await published({ 'a.yaml': text('bridge') })).toEqual(['80 web']);
  });

  test('anchors and merge keys count', async () => {
    const text =
      'x-base: &base\n  ports: ["80:80"]\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base\n    ports: ["81:80"]\n';
    expect(await published({ 'compose.yaml': text })).toEqual(['80 a', '81 b']);
  });

  test('a variable that only a password hangs on is no obstacle', async () => {
    const text = `${web('"80:80"')}    environment:\n      PASSWORD: "\${PASSWORD:?set it}"\n`;
    expect(await published({ 'compose.yaml': text })).toEqual(['80 web']);
  });

  test('a variable without a value is named', async () => {
    const files = { 'compose.yaml': web('"${APP_PORT}:80"') };
    const project = await loadComposeProject({ files: ['compose.yaml'], environment: {} }, readFrom(files));
    expect([composePorts(project), project.unset]).toEqual([[], ['APP_PORT']]);
  });
});

describe('profiles', () => {
  const text =
    'services:\n  a:\n    ports: ["1:1"]\n  b:\n    profiles: [debug]\n    ports: ["2:2"]\n  c:\n    profiles: [test, ci]\n    ports: ["3:3"]\n';
  test.each([
    ['none', {}, ['1 a']],
    ['one', { profiles: ['ci'] }, ['1 a', '3 c']],
    ['all', { profiles: ['*'] }, ['1 a', '2 b', '3 c']],
    ['COMPOSE_PROFILES', { environment: { COMPOSE_PROFILES: 'debug, test' } }, ['1 a', '2 b', '3 c']],
    [
      'options before COMPOSE_PROFILES',
      { profiles: ['ci'], environment: { COMPOSE_PROFILES: 'debug' } },
      ['1 a', '3 c'],
    ],
  ])('%s', async (_what, request, expected) => {
    expect(await published({ 'compose.yaml': text }, request)).toEqual(expected);
  });
});

describe('several files', () => {
  const merged = (base: string, override: string) =>
    published({ a: base, b: override }, { files: ['a', 'b'] });
  test.each([
    ['ports are appended', web('"80:80"'), web('"81:80"'), ['80 web', '81 web']],
    ['the same port counts once', web('"80:80"'), web('"80:80/tcp"', '"0.0.0.0:80:80"'), ['0.0.0.0:80 web']],
    [
      'the same port of another protocol counts',
      web('"80:80"'),
      web('"80:80/udp"'),
      ['80 web', '80/udp web'],
    ],
    ['!override replaces', web('"80:80"'), 'services: { web: { ports: !override ["81:80"] } }', ['81 web']],
    ['!reset clears', web('"80:80"'), 'services: { web: { ports: !reset [] } }', []],
    ['a service that is reset is gone', web('"80:80"'), 'services: { web: !reset null }', []],
    ['network_mode is replaced', web('"80:80"'), 'services: { web: { network_mode: host } }', []],
    [
      'a service is added',
      web('"80:80"'),
      'services: { db: { ports: ["5432:5432"] } }',
      ['80 web', '5432 db'],
    ],
    ['documents of one file merge too', `${web('"80:80"')}---\n${web('"81:80"')}`, '', ['80 web', '81 web']],
  ])('%s', async (_what, base, override, expected) => {
    expect(await merged(base, override)).toEqual(expected);
  });

  test('a missing one is named', async () => {
    await expect(published({ a: '' }, { files: ['a', 'gone.yaml'] })).rejects.toThrow(
      /gone\.yaml: there is no such compose file/,
    );
  });
});

describe('extends', () => {
  test.each<[string, Files, readonly string[]]>([
    [
      'a service of the same file',
      { 'c.yaml': 'services:\n  a: { ports: ["1:1"] }\n  b: { extends: a, ports: ["2:2"] }\n' },
      ['1 a', '1 b', '2 b'],
    ],
    [
      'a service of another file, beside it',
      {
        'c.yaml': 'services: { b: { extends: { service: a, file: ./base/c.yaml } } }',
        'base/c.yaml': 'services: { a: { extends: { service: z, file: z.yaml }, ports: ["1:1"] } }',
        'base/z.yaml': 'services: { z: { ports: ["9:9"] } }',
      },
      ['9 b', '1 b'],
    ],
    [
      'and replaces its ports',
      {
        'c.yaml':
          'services:\n  a: { ports: ["1:1"] }\n  b: { extends: { service: a }, ports: !override ["2:2"] }\n',
      },
      ['1 a', '2 b'],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await published(files)).toEqual(expected);
  });

  test.each<[string, Files]>([
    ['itself', { 'c.yaml': 'services:\n  a: { extends: b }\n  b: { extends: a }\n' }],
    ['a service that is not there', { 'c.yaml': 'services: { a: { extends: gone } }' }],
    [
      'a file that is not there',
      { 'c.yaml': 'services: { a: { extends: { service: a, file: gone.yaml } } }' },
    ],
  ])('%s is refused', async (_what, files) => {
    await expect(published(files)).rejects.toMatchObject({ code: 'input.invalid-compose' });
  });
});

describe('include', () => {
  const main = (entry: string) => `include:\n  - ${entry}\n${web('"80:80"')}`;
  test('is a project of its own, whose env file gives defaults', async () => {
    const files = {
      'compose.yaml': main('sub/compose.yaml'),
      'sub/compose.yaml': 'services: { db: { ports: ["${DB_PORT}:5432"] } }',
      'sub/.env': 'DB_PORT=15432\n',
    };
    expect(await published(files)).toEqual(['80 web', '15432 db']);
    expect(await published(files, { environment: { DB_PORT: '25432' } })).toEqual(['80 web', '25432 db']);
  });

  test('takes several paths, an env file and includes of its own', async () => {
    const files = {
      'compose.yaml': main('{ path: [one/a.yaml, one/b.yaml], env_file: other.env }'),
      'one/a.yaml': 'include: [deep/c.yaml]\nservices: { db: { ports: ["${P}:1"] } }',
      'one/b.yaml': 'services: { db: { ports: ["2:2"] } }',
      'one/deep/c.yaml': 'services: { cache: { ports: ["6379:6379"] } }',
      'other.env': 'P=11',
    };
    expect((await published(files)).toSorted()).toEqual(['11 db', '2 db', '6379 cache', '80 web']);
  });

  test.each<[string, Files]>([
    ['itself', { 'compose.yaml': main('compose.yaml') }],
    ['a service of the same name', { 'compose.yaml': main('b.yaml'), 'b.yaml': web('"81:80"') }],
    ['a file that is not there', { 'compose.yaml': main('gone.yaml') }],
    ['no path', { 'compose.yaml': main('{ env_file: x }') }],
  ])('%s is refused', async (_what, files) => {
    await expect(published(files)).rejects.toMatchObject({ code: 'input.invalid-compose' });
  });
});
