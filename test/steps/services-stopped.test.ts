import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

function argumentsOf(call: string, sources: readonly string[]): Set<string | undefined> {
  const calls = new RegExp(String.raw`(?<!function )\b${call}\(([^),]*)`, 'g');
  return new Set(sources.flatMap((text) => [...text.matchAll(calls)].map(([, first]) => first)));
}

test('winnat is the only service any step stops, and IP Helper is stopped again where it was started: never the Host Network Service', () => {
  const steps = sourcesIn('toolkit/steps');
  expect(argumentsOf('stopService', steps)).toEqual(new Set(['WINNAT', 'name']));
  expect(steps.filter((text) => text.includes('stopService(name)'))).toEqual([
    expect.stringContaining('export function ensureServiceRunning(name: string'),
  ]);
  expect(argumentsOf('ensureServiceRunning', sourcesIn('scenarios'))).toEqual(new Set(['IP_HELPER']));
  expect(steps.filter((text) => /\bHNS\b/.test(text))).toEqual([]);
});
