import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lastDocument, newPlace, type Place } from '../../support/place.ts';
import { publishedSchema } from '../../support/published-schema.ts';
import { excluded, own } from '../../support/windows-texts.ts';
import { converse, documentOf } from './converse.ts';

function ask(place: Place, action: string, more: object = {}) {
  const host = { kind: 'simulated', state: place.state };
  return converse({ schemaVersion: 1, action, host, ...more }, { terminal: { stateHome: place.folder } });
}

function tell(place: Place, action: string, more: object) {
  return converse({ schemaVersion: 1, action, ...more }, { terminal: { stateHome: place.folder } });
}

describe('suggest', () => {
  const question = { count: 2, near: 8065, consecutive: true, protocol: 'tcp' };

  test('is the document of the command line', async () => {
    const place = newPlace();
    const ended = await ask(place, 'suggest', question);
    const printed = await place.on(['suggest', '--count', '2', '--near', '8065', '--consecutive', '--json']);
    expect(documentOf(ended)).toEqual(lastDocument(printed));
    publishedSchema('suggestion').parse(documentOf(ended));
  });

  test('of pasted text reads no machine: without a dynamic port range in it no port is safe', async () => {
    const { last } = await ask(newPlace(), 'suggest', { ...question, text: excluded(own(8065)) });
    expect(last).toMatchObject({ error: { code: 'suggest.not-read' } });
  });
});

describe('simulate-boots', () => {
  test('is the document of the command line', async () => {
    const place = newPlace();
    const more = { ports: ['8065', '5353/udp'], boots: 500, seed: 7, placement: 'bursts' };
    const ended = await ask(place, 'simulate-boots', more);
    const words = ['simulate', 'boots', '8065', '5353/udp', '--boots', '500', '--seed', '7', '--json'];
    expect(documentOf(ended)).toEqual(lastDocument(await place.on(words)));
    publishedSchema('forecast').parse(documentOf(ended));
  });
});

describe('map', () => {
  test.each([
    ['ports.html', /^<!doctype html>/i],
    ['PORTS.SVG', /<svg /],
  ])('writes %s in the form of its ending', async (name, begins) => {
    const place = newPlace();
    const path = join(place.folder, name);
    const ended = await ask(place, 'map', { ports: ['8065'], file: path });
    expect(documentOf(ended)).toEqual({ schemaVersion: 1, path });
    expect(readFileSync(path, 'utf8')).toMatch(begins);
  });

  test('of any other ending is bad input, and no file is written', async () => {
    const place = newPlace();
    const path = join(place.folder, 'ports.png');
    const { last } = await ask(place, 'map', { ports: [], file: path });
    expect(last).toMatchObject({ error: { code: 'input.invalid-argument' }, exitCode: 2 });
    expect(existsSync(path)).toBe(false);
  });
});

describe('report', () => {
  test('writes the page of a run', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes']);
    const [run] = place.runIds();
    const path = join(place.folder, 'run.html');
    const ended = await tell(place, 'report', { run, file: path });
    expect(documentOf(ended)).toEqual({ schemaVersion: 1, path });
    expect(readFileSync(path, 'utf8')).toContain(run);
  });

  test('of a run that nobody knows is bad input', async () => {
    const place = newPlace();
    const { last } = await tell(place, 'report', { run: 'nope', file: join(place.folder, 'run.html') });
    expect(last).toMatchObject({ error: { code: 'run.unknown' }, exitCode: 2 });
  });
});

describe('support', () => {
  test('writes a new file, says what is in it, and replaces none', async () => {
    const place = newPlace();
    const path = join(place.folder, 'support.md');
    const ended = await ask(place, 'support', { ports: ['8065'], file: path });
    const document = publishedSchema('support').parse(documentOf(ended));
    expect(document).toMatchObject({ path, text: readFileSync(path, 'utf8') });
    const { last } = await ask(place, 'support', { ports: ['8065'], file: path });
    expect(last).toMatchObject({ error: { code: 'input.invalid-argument' }, exitCode: 2 });
  });
});

describe('diagnose', () => {
  test('of an error text needs no machine, and a dash in it is no standard input', async () => {
    const host = { kind: 'auto' };
    const error = 'listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden';
    const request = { schemaVersion: 1, action: 'diagnose', host, ports: [] };
    const ended = await converse({ ...request, error }, { terminal: { platform: 'linux' } });
    expect(documentOf(ended)).toMatchObject({ ports: [{ port: 8065 }], errors: [{ port: 8065 }] });
    const { last } = await converse({ ...request, error: '-' }, { terminal: { platform: 'linux' } });
    expect(last).toMatchObject({ error: { code: 'input.unrecognised-error' } });
  });

  test('asks about the ports of compose files, and what is to be known of them is a warning', async () => {
    const place = newPlace();
    place.file('compose.yaml', 'services:\n  web:\n    image: web\n    ports: ["8065:80", "5432:5432$P"]\n');
    const compose = ['compose.yaml'];
    const { messages, last } = await ask(place, 'diagnose', { ports: [], compose, folder: place.folder });
    expect(documentOf({ last })).toMatchObject({ ports: [{ port: 8065 }, { port: 5432 }] });
    expect(messages[0]).toMatchObject({ type: 'warning', message: expect.stringContaining('P is not set') });
  });

  test('where nothing is asked about looks at the project of the folder, unless told not to', async () => {
    const place = newPlace();
    place.file('compose.yaml', 'services:\n  web:\n    image: web\n    ports: ["18065:80"]\n');
    const portsOf = async (more: object) => {
      const ended = await ask(place, 'diagnose', { ports: [], folder: place.folder, ...more });
      return (documentOf(ended) as { ports: { port: number }[] }).ports.map(({ port }) => port);
    };
    expect(await portsOf({})).toContain(18065);
    expect(await portsOf({ noProject: true })).not.toContain(18065);
  });
});
