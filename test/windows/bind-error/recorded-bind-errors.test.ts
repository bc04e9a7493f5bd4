import { describe, expect, test } from 'vitest';
import { readBindErrors } from '../../../toolkit/windows/bind-error/read-bind-errors.ts';
import { HAS_RECORDED, recordedFiles, recordedOutput } from '../recorded.ts';

const seen = (text: string) =>
  readBindErrors(text).map(
    ({ class: errorClass, program, port, protocol, address }) =>
      `${program} ${errorClass}${port === undefined ? '' : ` ${protocol} ${address ?? ''} ${port}`}`,
  );

/** Each file, and what somebody who reads it finds in it. */
const FOUND: readonly (readonly [file: string, errors: readonly string[]])[] = [
  ['bind-error-de-01', ['go in-use udp  21027', 'go forbidden udp ff12::8384 21027']],
  ['bind-error-en-grpc-01', ['grpc forbidden']],
  ['bind-error-en-node-01', ['node forbidden tcp ::1 5173']],
  ['bind-error-es-python-01', ['python forbidden']],
  ['bind-error-fr-01', ['python forbidden']],
  ['bind-error-ja-01', ['python forbidden']],
  ['bind-error-ko-01', ['python forbidden']],
  ['bind-error-pl-01', ['python forbidden tcp  8400']],
  ['bind-error-pt-BR-01', ['go forbidden tcp 127.0.0.1 8080']],
  ['bind-error-pt-BR-nginx-01', ['nginx forbidden tcp 127.0.0.1 80']],
  ['bind-error-zh-CN-01', ['go forbidden']],
  ['connect-error-ko-01', []],
  ['docker-bind-error-de-01', ['docker forbidden tcp 0.0.0.0 80']],
  ['docker-bind-error-en-01', ['docker forbidden tcp 0.0.0.0 50000']],
  ['docker-bind-error-en-02', ['docker forbidden tcp 0.0.0.0 8000']],
  ['docker-bind-error-en-03', ['docker forbidden tcp 0.0.0.0 1888']],
  ['docker-bind-error-en-05', ['docker forbidden tcp 0.0.0.0 8080']],
  ['docker-bind-error-en-06', ['docker forbidden tcp 127.0.0.1 18080']],
  ['docker-bind-error-pt-BR-01', ['docker forbidden tcp 0.0.0.0 55432']],
];

describe.skipIf(!HAS_RECORDED)('a recorded error (skipped without ../shared/recorded)', () => {
  test.each(FOUND)('%s gives its class, and its port where it names one', (file, errors) => {
    expect(seen(recordedOutput(`${file}.txt`))).toEqual(errors);
  });

  test('every file there is, is expected here', () => {
    const files = ['bind-error-', 'connect-error-', 'docker-bind-error-'].flatMap(recordedFiles);
    expect(files.map((file) => file.replace(/\.txt$/, ''))).toEqual(FOUND.map(([file]) => file));
  });
});
