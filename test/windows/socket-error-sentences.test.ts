import { describe, expect, it, test } from 'vitest';
import { classifySocketError } from '../../toolkit/windows/socket-error-sentences.ts';
import { HAS_RECORDED, recordedOutput } from './recorded.ts';

describe.skipIf(!HAS_RECORDED)('a recorded bind error (skipped without ../shared/recorded)', () => {
  test.each(['es-python', 'fr', 'ja', 'ko', 'pl', 'pt-BR', 'pt-BR-nginx', 'zh-CN'])(
    'in %s is 10013 by its sentence alone',
    (name) => {
      const text = recordedOutput(`bind-error-${name}-01.txt`).replaceAll('10013', '');
      expect(classifySocketError(text)).toBe('reserved');
    },
  );

  it('in German is told from 10048 beside it', () => {
    const [inUse = '', reserved = ''] = recordedOutput('bind-error-de-01.txt').split('\n');
    expect([classifySocketError(inUse), classifySocketError(reserved)]).toEqual(['in-use', 'reserved']);
  });
});

describe("Windows' sentence for a refused bind", () => {
  test.each([
    [
      'Only one usage of each socket address (protocol/network address/port) is normally permitted.',
      'in-use',
    ],
    [
      'Une seule utilisation de chaque adresse de socket (protocole/adresse r\u00e9seau/port) est \u2026',
      'in-use',
    ],
    [
      'Foi feita uma tentativa de acesso a um soquete de uma maneira que e proibida pelas permissoes de acesso',
      'reserved',
    ],
    ['AN ATTEMPT WAS MADE TO ACCESS A SOCKET\r\n  in a way forbidden by its access permissions', 'reserved'],
    ['wsa_error 10013', 'reserved'],
    ['[WinError 10048]', 'in-use'],
    ['bind: address already in use', 'in-use'],
    ['10013 10048', undefined],
    ['port 100130', undefined],
    ['Access is denied.', undefined],
    ['', undefined],
  ])('%j is %s', (text, expected) => {
    expect(classifySocketError(text)).toBe(expected);
  });
});
