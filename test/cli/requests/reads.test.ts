import { describe, expect, test } from 'vitest';
import { lastDocument, newPlace, type Place } from '../../support/place.ts';
import { publishedSchema } from '../../support/published-schema.ts';
import { excluded, own } from '../../support/windows-texts.ts';
import { type ConverseOptions, converse, documentOf } from './converse.ts';

const HOSTILE = '\u2018a\u2019\u201a\u201b"`$(x)\u0000\u001b[2J\u2028\ud800 \udc00 \ud83d\ude00';

function ask(place: Place, action: string, more: object = {}, options: ConverseOptions = {}) {
  const host = { kind: 'simulated', state: place.state };
  return converse(
    { schemaVersion: 1, action, host, ...more },
    { ...options, terminal: { stateHome: place.folder } },
  );
}

/** Actions that are about no machine. */
function tell(place: Place, action: string, more: object = {}) {
  return converse({ schemaVersion: 1, action, ...more }, { terminal: { stateHome: place.folder } });
}

describe('a read', () => {
  test('goes on when the input has ended: there is nothing to agree to', async () => {
    const ended = await ask(newPlace(), 'dynamic-port-ranges', {}, { staysOpen: false });
    expect(ended.last).toMatchObject({ type: 'result', exitCode: 0 });
  });

  test('is warned of an unfinished run, but not a program that looks on', async () => {
    const place = newPlace({ hyperV: false, containers: [] });
    await place.on(['run', 'provision-before-hyperv', '--ports', '8065', '--yes']);
    const { messages } = await ask(place, 'excluded-port-ranges', { protocols: ['tcp'], store: 'active' });
    expect(messages[0]).toMatchObject({
      type: 'warning',
      message: expect.stringContaining('portwright resume'),
    });
    const silent = await ask(place, 'observe', { commands: [], questions: [] });
    expect(silent.messages).toHaveLength(1);
  });
});

describe('diagnose', () => {
  test('is the document of the command line', async () => {
    const place = newPlace();
    const ended = await ask(place, 'diagnose', { ports: ['8065'], container: 'mattermost' });
    const printed = await place.on(['diagnose', '8065', '--container', 'mattermost', '--json']);
    expect(documentOf(ended)).toEqual(lastDocument(printed));
    publishedSchema('diagnosis').parse(documentOf(ended));
  });

  test('of pasted text reads no machine, and takes any character in it', async () => {
    const text = `${HOSTILE}\n${excluded(own(8065))}\n${HOSTILE}`;
    const { output, last } = await converse({
      schemaVersion: 1,
      action: 'diagnose',
      host: { kind: 'auto' },
      ports: ['8065'],
      text,
    });
    expect(documentOf({ last })).toMatchObject({ host: { kind: 'paste' }, ports: [{ port: 8065 }] });
    expect(output).toMatch(/^[ -~\n]*$/);
  });

  test('of a blank text is bad input', async () => {
    const { last } = await ask(newPlace(), 'diagnose', { ports: [], text: ' \n' });
    expect(last).toMatchObject({ error: { code: 'input.empty-paste' }, exitCode: 2 });
  });
});

describe('excluded port ranges', () => {
  interface Row {
    readonly protocol: string;
    readonly startPort: number;
    readonly origin: string;
  }
  const rowsOf = async (place: Place, more: object) =>
    (documentOf(await ask(place, 'excluded-port-ranges', more)) as { ranges: Row[] }).ranges;

  test('come protocol by protocol with who holds them', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9001,9002/udp', '--yes']);
    const rows = await rowsOf(place, { protocols: ['udp', 'tcp'], store: 'active' });
    const owned = rows.filter(({ startPort }) => startPort === 9001 || startPort === 9002);
    expect(owned).toEqual([
      {
        protocol: 'udp',
        startPort: 9002,
        numberOfPorts: 1,
        administered: true,
        origin: 'administered',
        store: 'active',
      },
      {
        protocol: 'tcp',
        startPort: 9001,
        numberOfPorts: 1,
        administered: true,
        origin: 'administered',
        store: 'active',
      },
    ]);
    const holder = rows.find(({ startPort }) => startPort <= 8065 && startPort + 99 >= 8065);
    expect(holder?.origin).toBe('winnat');
  });

  test('of a program that keeps a port for good are told by the persistent store', async () => {
    const place = newPlace();
    place.edit((machine) => {
      machine.ranges.tcp.unshift({
        startPort: 700,
        numberOfPorts: 100,
        kind: 'persistent-reservation',
        owner: 'user',
        active: true,
        persistent: true,
      });
    });
    const rows = await rowsOf(place, { protocols: ['tcp'], store: 'active' });
    expect(rows.find(({ startPort }) => startPort === 700)?.origin).toBe('persistent-reservation');
  });

  test('of the persistent store are those alone', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes']);
    const rows = await rowsOf(place, { protocols: ['tcp'], store: 'persistent' });
    expect(rows).toMatchObject([{ startPort: 9001, store: 'persistent' }]);
  });
});

test('the dynamic port ranges are the four tables', async () => {
  const ended = await ask(newPlace(), 'dynamic-port-ranges');
  const { ranges } = documentOf(ended) as { ranges: { family: string; protocol: string; isIana: boolean }[] };
  expect(ranges.map(({ family, protocol }) => `${family} ${protocol}`).sort()).toEqual([
    'ipv4 tcp',
    'ipv4 udp',
    'ipv6 tcp',
    'ipv6 udp',
  ]);
  expect(ranges[0]).toMatchObject({ startPort: 1024, numberOfPorts: 64511, isIana: false });
});

test('parse gives everything the text says, with who holds the rows, and the rest verbatim', async () => {
  const text = `${HOSTILE}\n\n${excluded(own(50000, 50059))}`;
  const ended = await tell(newPlace(), 'parse', { text });
  const document = documentOf(ended) as { ignored: { text: string }[] };
  expect(document).toMatchObject({
    excludedPortRanges: [{ protocol: 'tcp', ranges: [{ startPort: 50000, origin: 'hns' }] }],
    sockets: [],
  });
  // A line separator of Unicode is part of the line.
  expect(document.ignored.map((line) => line.text).join('')).toContain(HOSTILE);
  expect(ended.output).toMatch(/^[ -~\n]*$/);
});

describe('past runs', () => {
  test('are listed and shown as the command line does', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    const [runId = ''] = place.runIds();
    const list = documentOf(await tell(place, 'runs'));
    expect(list).toEqual(lastDocument(await place.call(['runs', '--json'])));
    expect(list).toMatchObject({ runs: [{ runId, title: expect.any(String), canBeUndone: true }] });
    const one = documentOf(await tell(place, 'show', { run: runId.slice(-6) }));
    expect(one).toEqual(lastDocument(await place.call(['show', runId, '--json'])));
    expect(one).toMatchObject({ runId, startedAt: expect.stringMatching(/Z$/), canBeUndone: true });
  });

  test('that never were are bad input', async () => {
    const { last } = await tell(newPlace(), 'show', { run: HOSTILE });
    expect(last).toMatchObject({ error: { code: 'run.unknown' }, exitCode: 2 });
    expect(last.type === 'error' && last.error.message).toContain(JSON.stringify(HOSTILE));
  });
});

describe('test', () => {
  test('says each machine as it was tried, then all of them', async () => {
    const ended = await tell(newPlace(), 'test', { scenarios: ['reserve-ports'], selfCheck: false });
    const trials = ended.messages.filter(({ type }) => type === 'trial');
    const { scenarios } = documentOf(ended) as {
      scenarios: { results: { name: string; wrong: string[] }[] }[];
    };
    const results = scenarios.flatMap((scenario) => scenario.results);
    expect(trials).toEqual(
      results.map(({ name, wrong }) => ({ type: 'trial', scenario: 'reserve-ports', machine: name, wrong })),
    );
    expect(trials.length).toBeGreaterThan(3);
    expect(ended.exitCode).toBe(0);
  });

  test('ends early when cancelled', async () => {
    const ended = await converse(
      { schemaVersion: 1, action: 'test', scenarios: ['reserve-ports'], selfCheck: false },
      { onMessage: ({ type }) => (type === 'trial' ? 'cancel' : undefined) },
    );
    expect(ended.last).toMatchObject({ error: { code: 'run.interrupted' }, exitCode: 130 });
  });

  test('checks itself', async () => {
    const ended = await tell(newPlace(), 'test', { scenarios: ['reserve-ports'], selfCheck: true });
    const { mutants } = documentOf(ended) as { mutants: { caught?: string }[] };
    expect(mutants.length).toBeGreaterThan(2);
    expect(mutants.every(({ caught }) => caught !== undefined)).toBe(true);
    expect(ended.exitCode).toBe(0);
  });
});
