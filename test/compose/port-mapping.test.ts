import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPortMapping, PortMappingError, parseShortPort } from '../../toolkit/compose/port-mapping.ts';

const port = fc.integer({ min: 1, max: 65000 });
const mapping = fc.record({
  hostIp: fc.constantFrom('', '127.0.0.1', '0.0.0.0', '::1', 'fe80::1'),
  published: port,
  target: port,
  numberOfPorts: fc.integer({ min: 1, max: 20 }),
  protocol: fc.constantFrom('tcp', 'udp'),
});

test('what is written is what is read', () => {
  fc.assert(
    fc.property(mapping, ({ hostIp, published, target, numberOfPorts, protocol }) => {
      const made = {
        hostIp,
        published: { startPort: published, numberOfPorts },
        target: { startPort: target, numberOfPorts },
        protocol,
      } as const;
      expect(parseShortPort(formatPortMapping(made))).toEqual(made);
    }),
  );
});

test('any text is read within 1-65535, or refused', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom(':', '-', '/', '[', ']', '80', '65536', 'tcp', '0', '.'), { maxLength: 8 })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (words) => {
      try {
        const { published } = parseShortPort(words);
        if (published === undefined) return;
        expect(published.startPort).toBeGreaterThan(0);
        expect(published.startPort + published.numberOfPorts).toBeLessThanOrEqual(65536);
      } catch (error) {
        expect(error).toBeInstanceOf(PortMappingError);
      }
    }),
  );
});
