import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapPage } from '../../../toolkit/report/port-map/map-page.ts';
import { mapSvg } from '../../../toolkit/report/port-map/map-svg.ts';
import { markup, scriptJson } from '../../../toolkit/report/port-map/markup.ts';
import { portMap } from '../../../toolkit/report/port-map/port-map.ts';
import { container, dynamic, readMachine, rows, socket, TCP_8065, WIDE } from '../../diagnosis/snapshots.ts';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '"onmouseover="alert(1)',
  "'><img src=x onerror=alert(1)>",
  '&lt;b&gt;&#60;',
  ']]></title><svg onload=alert(1)>',
  '\u0000\u001b[31m\u202Eexe.tfos\uD800\uFFFE',
  '$&`x` \\u003c',
];
const someText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string());

/** The elements and attributes of a text, by a reading that knows quoted attributes and raw script text. */
function shapeOf(text: string): string[] {
  const bare = text.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, (_all, name: string) => `<${name}/>`);
  return [...bare.matchAll(/<(\/?[a-z!][^\s/>]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', attributes = '']) =>
      `${name} ${[...attributes.matchAll(/\s([^\s=]+)(?:="[^"]*")?/g)].map(([, key]) => key).join(' ')}`,
  );
}

const machineWith = (processName: string, name: string) =>
  readMachine({
    excludedPortRanges: { tcp: rows('8000-8099') },
    dynamicPortRanges: dynamic(WIDE),
    sockets: [socket(3000, { processName })],
    containers: [container({ name })],
    portProxies: [{ listenAddress: name, listenPort: 9000, connectAddress: processName, connectPort: 1 }],
  });
const asked = [TCP_8065, { port: 3000, protocol: 'tcp' as const }, { port: 9000, protocol: 'tcp' as const }];

describe('a text from outside', () => {
  test('reads back from content and attributes as it was, but for what no document may hold', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = markup`<p title="${text}">${text}</p>`.text;
        expect(shapeOf(written)).toEqual(['p title', '/p ']);
      }),
    );
  });

  test('in a script element is JSON that cannot end the element', () => {
    fc.assert(
      fc.property(someText, (text) => {
        const written = scriptJson({ text }).text;
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual({ text });
      }),
    );
  });
});

describe.each([
  ['page', (name: string, other: string) => mapPage({ snapshot: machineWith(name, other), asked })],
  ['picture', (name: string, other: string) => mapSvg(portMap(machineWith(name, other), asked))],
])('hostile names of processes and containers in a %s', (_kind, make) => {
  test('add no element and no attribute, and steer nothing', () => {
    const expected = shapeOf(make('node.exe', 'web'));
    expect(expected.length).toBeGreaterThan(80);
    fc.assert(
      fc.property(someText, someText, (process, name) => {
        fc.pre(process !== '');
        const made = make(process, name);
        expect(shapeOf(made)).toEqual(expected);
        expect(made.replace(/[\t\n\r]/g, '')).not.toMatch(/\p{Cc}|\p{Bidi_C}/u);
      }),
      { numRuns: 60 },
    );
  });
});
