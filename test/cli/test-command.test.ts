import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lastDocument, newPlace } from '../support/place.ts';

interface Tested {
  readonly scenarios: readonly {
    readonly scenario: string;
    readonly results: readonly {
      readonly wrong: readonly string[];
      readonly machine: Record<string, unknown>;
    }[];
  }[];
}

describe('test', () => {
  test('tries a scenario on its machines, counts them in a table and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await newPlace().call(['test', 'restart-winnat']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [, machines, passed, failed] = /^restart-winnat\s+(\d+)\s+(\d+)\s+(\d+)\s/m.exec(stdout) ?? [];
    expect(Number(machines)).toBeGreaterThan(30);
    expect([passed, failed]).toEqual([machines, '0']);
    expect(stdout).toContain(`${machines} simulated machines`);
  });

  test('writes JUnit XML with one test case per machine', async () => {
    const place = newPlace();
    const path = join(place.folder, 'results.xml');
    const ended = await place.call(['test', 'restart-winnat', '--junit', path, '--json']);
    expect(ended.exitCode).toBe(0);
    const [tested] = (lastDocument(ended) as Tested).scenarios;
    const xml = readFileSync(path, 'utf8');
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<testsuites /);
    expect(xml.trimEnd()).toMatch(/<\/testsuites>$/);
    expect(xml.match(/<testcase /g)).toHaveLength(tested?.results.length ?? -1);
    expect(xml).not.toContain('<failure');
    expect(namesOfTags(xml)).toEqual([]);
  });

  test('prints one JSON document with the host’s kind', async () => {
    const ended = await newPlace().call(['test', 'restart-winnat', '--json']);
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(lastDocument(ended)).toMatchObject({
      schemaVersion: 1,
      host: { kind: 'simulated' },
      scenarios: [{ scenario: 'restart-winnat' }],
    });
  });

  test('with --self-check says of every broken step that it was noticed', async () => {
    const { exitCode, stdout } = await newPlace().call(['test', 'restart-winnat', '--self-check']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('noticed: restart-winnat, winnat-stopped, apply does nothing');
    expect(stdout).not.toContain('NOT noticed');
    const [, all, noticed] = /(\d+) broken steps, (\d+) noticed/.exec(stdout) ?? [];
    expect(Number(all)).toBeGreaterThan(5);
    expect(noticed).toBe(all);
  });

  test('with --self-check --json gives every broken step with what the test said of it', async () => {
    const ended = await newPlace().call(['test', 'restart-winnat', '--self-check', '--json']);
    expect(ended.exitCode).toBe(0);
    const { mutants } = lastDocument(ended) as { mutants: { caught?: string; stepId: string }[] };
    expect(mutants.every(({ caught, stepId }) => caught !== undefined && stepId !== '')).toBe(true);
  });

  test('leaves no run and no machine behind', async () => {
    const place = newPlace();
    await place.call(['test', 'restart-winnat', '--json']);
    expect(place.runIds()).toEqual([]);
  });
});

/** Walks the tags of a document; @returns those that are not closed in their order. */
function namesOfTags(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = '', self] of xml.matchAll(
    /<(\/?)([a-z-]+)(?:\s+[a-zA-Z]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (slash === '/') expect(open.pop()).toBe(name);
    else if (self !== '/') open.push(name);
  }
  return open;
}
