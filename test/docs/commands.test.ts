import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { isScenarioId, loadBuiltInScenario } from '../../scenarios/index.ts';
import { COMMANDS } from '../../toolkit/cli/commands.ts';
import { readScenarioWords } from '../../toolkit/cli/scenario-words.ts';
import { withUserProfile } from '../../toolkit/cli/user-profile.ts';
import { topicsOf } from '../../toolkit/report/explain/doc-page.ts';
import { readDocPages } from '../../toolkit/report/explain/read-doc-pages.ts';
import { parseParameters } from '../../toolkit/scenario/parse-parameters.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';
import { newPlace } from '../support/place.ts';

const pages = readDocPages();
const topics = topicsOf(pages).map(({ name }) => name);

/** Every command line of Portwright that a page shows, in a fence or in a sentence. */
const shown = pages.flatMap(({ path, text }) => {
  const fenced = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) => body.split('\n'));
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].flatMap(
    ([, code]) => code?.replaceAll('\n', ' ') ?? [],
  );
  return [...fenced, ...inline]
    .map((line) => line.replace(/^sudo /, ''))
    .filter((line) => /^portwright (?!--help)/.test(line))
    .map((line) => ({ path, line, words: wordsOf(line).slice(1) }));
});

/** As a shell reads it, without where it is led from and to. */
function wordsOf(line: string): string[] {
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  const redirection = words.findIndex((word) => /^[<>]$/.test(word));
  return words.slice(0, redirection === -1 ? undefined : redirection).map((word) => word.replaceAll('"', ''));
}

/** The command line's own reading of it, without carrying it out. */
async function parse(words: readonly string[]): Promise<{ called: string; operands: readonly string[] }> {
  const program = new Command('portwright')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} });
  for (const define of COMMANDS) define(program, fakeTerminal(), () => {});
  const found: { called: string; operands: readonly string[] }[] = [];
  const silence = (command: Command): void => {
    command.exitOverride();
    if (command.commands.length === 0)
      command.action(() => void found.push({ called: command.name(), operands: command.args }));
    for (const inner of command.commands) silence(inner);
  };
  for (const command of program.commands) silence(command);
  await program.parseAsync([...words], { from: 'user' });
  const [only] = found;
  if (only === undefined) throw new Error(`${words.join(' ')} calls nothing`);
  return only;
}

describe('command lines in the pages', () => {
  test('are found', () => {
    expect(shown.length).toBeGreaterThan(60);
  });

  test.each(shown)('$path: $line', async ({ words }) => {
    const { called, operands } = await parse(words);
    const [first = '', ...rest] = operands;
    // Capitals stand for something of the reader's own.
    if (/^[A-Z]+$/.test(first)) return;
    if (called === 'explain') expect(topics).toEqual(expect.arrayContaining([...operands]));
    if (called !== 'run' && called !== 'plan') return;
    if (!isScenarioId(first)) throw new Error(`there is no scenario ${first}`);
    const scenario = await loadBuiltInScenario(first);
    const given = readScenarioWords(scenario, rest);
    const onWindows = withUserProfile(scenario, given, 'simulated', fakeTerminal());
    expect(() => parseParameters(scenario, onWindows)).not.toThrow();
  });

  const simulated = shown.filter(({ line }) => line.includes('--host simulated'));
  test('some of them can be tried as they stand', () => {
    expect(simulated.length).toBeGreaterThan(2);
  });
  test.each(simulated)('$line does it on a simulated machine', async ({ words }) => {
    const { exitCode, stderr } = await newPlace().call(words);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});
