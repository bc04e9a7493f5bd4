import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answerLine,
  questionLine,
  readAnswer,
  readQuestionLine,
} from '../../../toolkit/powershell/session/question-line.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

test('whatever the parameters hold, they are in the line as base64 only', () => {
  const plain = questionLine({ name: 'probe-bind', frame: 'f', script: 's', parameters: {} });
  const codeOf = (line: string) => line.replace(/'[A-Za-z0-9+/=]*' \}$/, '');
  fc.assert(
    fc.property(anyText, (text) => {
      const parameters = { text };
      const line = questionLine({ name: 'probe-bind', frame: 'f', script: 's', parameters });
      expect(codeOf(line)).toBe(codeOf(plain));
    }),
  );
});

test('name and parameters are read back out of the line', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.integer())), (entries) => {
      const parameters = { ...entries };
      const line = questionLine({ name: 'probe-bind', frame: "'}", script: '한', parameters });
      expect(readQuestionLine(line)).toEqual({
        name: 'probe-bind',
        parameters: JSON.parse(JSON.stringify(parameters)),
      });
    }),
  );
});

test.each(['', 'Get-Process', "'probe-bind'"])('%j is no question', (line) => {
  expect(readQuestionLine(line)).toBeUndefined();
});

test('an answer is one line of ASCII and reads back to itself, whatever is printed around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (ok) => {
      const line = answerLine({ ok });
      expect(line).toMatch(/^[\x20-\x7e]*$/);
      expect(readAnswer(`WARNING: x\r\n\u001b[?1h${line}\r\n\u001b[?1l`)).toEqual({ ok });
    }),
  );
});

test('half an answer among the noise before it is not the answer', () => {
  expect(readAnswer('VERBOSE: {"ok":\r\n{"ok":[]}\r\n{"ok":\n')).toEqual({ ok: [] });
});

test('of two answers the last one counts', () => {
  expect(readAnswer('{"ok":1}\n{"ok":2}\n')).toEqual({ ok: 2 });
});

test.each(['', 'text', '{"ok":', '{"error":{"id":1}}', '{"error":null}', '{"answer":1}'])(
  '%j is no answer',
  (text) => {
    expect(readAnswer(text)).toBeUndefined();
  },
);
