import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import {
  parseDynamicPortRange,
  setDynamicPortRange,
  showDynamicPortRange,
} from '../../toolkit/windows/dynamic-port-range.ts';
import { printDynamic } from './printed.ts';
import { HAS_RECORDED, recordedOutput } from './recorded.ts';

const tcp = { family: 'ipv4', protocol: 'tcp' } as const;
const set = (startPort: number, numberOfPorts: number) =>
  setDynamicPortRange({ ...tcp, range: { startPort, numberOfPorts }, store: 'persistent' });

describe('commands on the dynamic port range', () => {
  it('are whole words and tags', () => {
    expect(displayCommand(showDynamicPortRange({ family: 'ipv6', protocol: 'udp' }))).toBe(
      'netsh interface ipv6 show dynamicportrange protocol=udp',
    );
    expect(displayCommand(set(49152, 16384))).toBe(
      'netsh interface ipv4 set dynamicportrange protocol=tcp startport=49152 numberofports=16384 store=persistent',
    );
    expect([showDynamicPortRange(tcp).effect, set(1024, 255).effect]).toEqual(['read', 'write']);
  });

  test.each([
    [1023, 16384],
    [49152, 254],
    [49152, 16385],
    [0, 16384],
    [1024.5, 255],
  ])('refuse %d+%d, which Windows does not take', (startPort, numberOfPorts) => {
    expect(() => set(startPort, numberOfPorts)).toThrow(
      expect.objectContaining({ code: 'ports.invalid-range' }),
    );
  });

  it('take everything up to the last port', () => {
    expect(set(33000, 32536).args).toContain('numberofports=32536');
  });
});

describe.skipIf(!HAS_RECORDED)('a recorded dynamic port range (skipped without ../shared/recorded)', () => {
  test.each([
    ['tcp4-en-01', 1024, 13977],
    ['tcp4-en-03', 1024, 64511],
    ['tcp4-ru-01', 49152, 16384],
    ['tcp4-zh-CN-01', 1024, 13977],
    ['udp4-en-01', 49152, 16384],
  ])('%s is read', (name, startPort, numberOfPorts) => {
    expect(parseDynamicPortRange(recordedOutput(`dynamicport-${name}.txt`))).toEqual({
      startPort,
      numberOfPorts,
    });
  });
});

describe('what netsh prints of the dynamic port range', () => {
  it('reads back to the range printed', () => {
    const range = fc
      .integer({ min: 1, max: 65535 })
      .chain((startPort) =>
        fc.integer({ min: 1, max: 65536 - startPort }).map((numberOfPorts) => ({ startPort, numberOfPorts })),
      );
    fc.assert(
      fc.property(range, fc.constantFrom('\r\n', '\n'), (given, eol) => {
        expect(parseDynamicPortRange(printDynamic(given, 'tcp', eol))).toEqual(given);
      }),
    );
  });

  const printed = printDynamic({ startPort: 1024, numberOfPorts: 64511 }, 'tcp', '\n');
  test.each([
    ['an end above 65535', printed.replace('64511', '64513'), 5],
    ['no ports', printed.replace('64511', '0'), 5],
    ['a word for a number', printed.replace('1024', 'x'), 4],
    ['one number only', printed.replace(/.*64511.*\n/, ''), 4],
    ['a third number', printed.replace('64511', '64511\nx : 3'), 6],
    ['no ruler', printed.replace(/-+\n/, ''), 2],
    ['nothing', '', 1],
  ])('with %s is refused with its line', (_, text, lineNumber) => {
    expect(() => parseDynamicPortRange(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber }),
    );
  });

  it('throws nothing but its own error, whatever the text', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('---------------------------------', 'a : 5', ''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        let thrown: unknown;
        try {
          const { startPort, numberOfPorts } = parseDynamicPortRange(lines.join('\n'));
          expect(startPort + numberOfPorts).toBeLessThanOrEqual(65536);
        } catch (error) {
          thrown = error;
        }
        expect(thrown === undefined || thrown instanceof ToolkitError).toBe(true);
      }),
    );
  });
});
