import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../toolkit/cli/commands.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';
import { newPlace } from '../support/place.ts';

/** Every command there is, as the words that call it. */
function everyCommand(): { readonly words: readonly string[]; readonly command: Command }[] {
  const program = new Command('portwright');
  for (const define of COMMANDS) define(program, fakeTerminal(), () => {});
  const within = (parent: Command, before: readonly string[]): ReturnType<typeof everyCommand> =>
    parent.commands.flatMap((command) => {
      const words = [...before, command.name()];
      return [{ words, command }, ...within(command, words)];
    });
  return within(program, []);
}

describe('help', () => {
  test('of every command has a description, documents every option and argument, and ends with an example of it', async () => {
    const commands = everyCommand();
    expect(commands.length).toBeGreaterThan(12);
    const place = newPlace();
    for (const { words, command } of commands) {
      expect([words, command.description()]).not.toEqual([words, '']);
      const silent = [...command.options, ...command.registeredArguments].filter(
        ({ description }) => !description,
      );
      expect([words, silent]).toEqual([words, []]);
      if (command.commands.length > 0) continue;
      const { exitCode, stdout, stderr } = await place.call([...words, '--help']);
      expect([words, exitCode, stderr]).toEqual([words, 0, '']);
      expect(stdout).toMatch(new RegExp(`Example:\\n  portwright ${words.join(' ')}\\b`));
      expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
    }
  });

  test('names no option that Node takes out of the arguments of a script for itself', () => {
    const taken = everyCommand().flatMap(({ command }) =>
      command.options.filter(({ long }) => long?.startsWith('--env-file') === true),
    );
    expect(taken).toEqual([]);
  });

  test.each([[['--help']], [['-h']], [['help']]])(
    'of the whole is printed by %j, with every command',
    async (words) => {
      const { exitCode, stdout } = await newPlace().call(words);
      expect(exitCode).toBe(0);
      for (const { command } of everyCommand().filter((entry) => entry.words.length === 1)) {
        expect(stdout).toContain(`\n  ${command.name()} `);
      }
    },
  );

  test.each([[[]], [['simulate']]])('is shown on stderr where a command is missing: %j', async (words) => {
    const { exitCode, stdout, stderr } = await newPlace().call(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: portwright');
    expect(stderr).not.toContain('error:');
  });

  test.each([['--version'], ['-V']])('%s prints the version alone', async (flag) => {
    const { exitCode, stdout } = await newPlace().call([flag]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const commands = (state: readonly string[]) => [
    ['diagnose', '8065', ...state],
    ['plan', 'fix', '--ports', '8065', ...state],
    ['scenarios'],
    ['fix', '0', '--yes', ...state],
    ['fix', '8065', '--yes', ...state],
  ];

  test.each([
    [true, 'in everything a person reads'],
    [false, 'nowhere where it is not wanted'],
  ])('%s: %s', async (colour) => {
    const place = newPlace();
    for (const words of commands(place.host)) {
      const { stdout, stderr } = await place.call(words, { colour });
      expect([words, (stdout + stderr).includes(ESCAPE)]).toEqual([words, colour]);
    }
  });

  test('never in JSON', async () => {
    const place = newPlace();
    for (const words of commands(place.host)) {
      const { stdout } = await place.call([...words, '--json'], { colour: true });
      expect([words, stdout.includes(ESCAPE)]).toEqual([words, false]);
    }
  });
});
