// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of compose
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvFile } from '../../toolkit/compose/env-file.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';

const read = (text: string, set: Readonly<Record<string, string>> = {}) =>
  parseEnvFile(text, '.env', (name) => (Object.hasOwn(set, name) ? set[name] : undefined));

describe('an env file', () => {
  test.each([
    ['A=1\r\nB=2', { A: '1', B: '2' }],
    ['\uFEFF# comment\n\nexport A = 1 \n', { A: '1' }],
    ['A=1 # comment\nB=a#b\nC=# comment', { A: '1', B: 'a#b', C: '' }],
    ["A='${B} # x'\n", { A: '${B} # x' }],
    ['B=8\nA="${B}0\\n\\"x\\" \\$B" # comment', { B: '8', A: '80\n"x" $B' }],
    ['A="two\nlines"\nB=1', { A: 'two\nlines', B: '1' }],
    ['A=${B:-8065}', { A: '8065' }],
    ['A: 1', { A: '1' }],
    ['URL=http://x:80/?a=b&c', { URL: 'http://x:80/?a=b&c' }],
    ['', {}],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('takes a name alone from the environment, whose values win inside it', () => {
    expect(read('A\nGONE\nB=1\nC=${B}', { A: '5', B: '2' })).toEqual({ A: '5', B: '1', C: '2' });
  });

  test('is refused with its line where it is none', () => {
    expect(() => read('A=1\nnot a line')).toThrow(/\.env: "not a line"/);
    expect(() => read('A=${B:?give it}')).toThrow(/give it/);
  });

  test('of any content is read or refused, and read to its end', () => {
    const content = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc
        .array(fc.constantFrom('A', '=', '"', "'", '\n', '$', '{', '}', '#', ' ', '\\', ':', 'export '), {
          maxLength: 40,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(content, (text) => {
        try {
          for (const value of Object.values(read(text))) expect(typeof value).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(ToolkitError);
        }
      }),
    );
  });
});
