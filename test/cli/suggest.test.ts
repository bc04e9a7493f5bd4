import { describe, expect, test } from 'vitest';
import type { SuggestionDocument } from '../../toolkit/report/documents/suggestion-schema.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('suggestion');
/** A machine as Windows is installed: ports are handed out from 49152 on. */
function iana(): Place {
  const place = newPlace();
  place.write(createMachine());
  return place;
}

describe('suggest', () => {
  test('prints ports that were bound for a moment, and the command that keeps them', async () => {
    const { exitCode, stdout, stderr } = await iana().on(['suggest', '--near', '8080']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(
      '8079/tcp  outside the range Windows hands out; bound for a moment, alone: works',
    );
    expect(stdout).toContain('8080: a default port of http-alt');
    expect(stdout).toMatch(/portwright run reserve-ports --ports \S+ --host simulated/);
  });

  test('prints one line of JSON that fits the published schema, the same twice', async () => {
    const place = iana();
    const words = ['suggest', '--count', '4', '--consecutive', '--protocol', 'udp', '--json'];
    const first = await place.on(words);
    expect((await place.on(words)).stdout).toBe(first.stdout);
    const document = SCHEMA.parse(lastDocument(first)) as SuggestionDocument;
    expect(document.ports.map(({ port }) => port)).toEqual([20000, 20001, 20002, 20003]);
    expect(
      document.ports.every(({ isProbed, isOutsideDynamicRange }) => isProbed && isOutsideDynamicRange),
    ).toBe(true);
  });

  test('where every port is in the dynamic range says so, with a model’s probability', async () => {
    const ended = await newPlace().on(['suggest', '--count', '2', '--json']);
    const document = SCHEMA.parse(lastDocument(ended)) as SuggestionDocument;
    expect(document.numberOfSafePorts).toBe(0);
    for (const { estimate } of document.ports) {
      expect(estimate?.probability).toBeGreaterThan(0);
      expect(estimate?.probability).toBeLessThan(0.1);
    }
    const { stdout } = await newPlace().on(['suggest', '--count', '2']);
    expect(stdout).toContain(
      'No port that is otherwise free lies outside the dynamic tcp port range 1024-65534',
    );
  });

  test('what it says to run keeps the ports, and the next suggestion leaves them alone', async () => {
    const place = iana();
    const first = SCHEMA.parse(lastDocument(await place.on(['suggest', '--json']))) as SuggestionDocument;
    const [, ...words] = first.reserveCommand.split(' --host ')[0]?.split(' ') ?? [];
    expect((await place.on([...words, '--yes'])).exitCode).toBe(0);
    const second = SCHEMA.parse(lastDocument(await place.on(['suggest', '--json']))) as SuggestionDocument;
    const kept = new Set(first.ports.map(({ port }) => port));
    expect(second.ports.filter(({ port }) => kept.has(port))).toEqual([]);
  });

  test('changes nothing', async () => {
    const place = newPlace();
    const before = place.machine();
    await place.on(['suggest']);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test.each([
    ['--count', '0'],
    ['--near', '70000'],
    ['--protocol', 'sctp'],
  ])('refuses %s %s', async (option, value) => {
    expect((await newPlace().on(['suggest', option, value])).exitCode).toBe(2);
  });

  test('of a paste that lacks something names the commands, and suggests nothing', async () => {
    const stdin = [
      'Protocol tcp Dynamic Port Range',
      '---------------------------------',
      'Start Port      : 49152',
      'Number of Ports : 16384',
    ].join('\r\n');
    const { exitCode, stdout, stderr } = await newPlace().call(['suggest', '--from', '-'], { stdin });
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('suggest.not-read');
    expect(stderr).toContain('netstat -ano');
  });
});
