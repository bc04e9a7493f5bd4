import { describe, expect, test } from 'vitest';
import type { WrapperMessage } from '../../../toolkit/powershell/wrapper/message.ts';
import { newPlace, type Place } from '../../support/place.ts';
import { publishedSchema } from '../../support/published-schema.ts';
import { converse, documentOf } from './converse.ts';

function watchRequest(place: Place, more: object = {}) {
  const host = { kind: 'simulated', state: place.state };
  return { schemaVersion: 1, action: 'watch', host, ports: ['8065'], intervalSeconds: 1, ...more };
}

function eventsOf(messages: readonly WrapperMessage[]) {
  return messages.flatMap((message) => (message.type === 'watched' ? [message.event] : []));
}

describe('watch', () => {
  test('says how everything stands, then each change, and ends with as many as were asked for', async () => {
    const place = newPlace();
    const ended = await converse(watchRequest(place, { count: 1 }), {
      terminal: { stateHome: place.folder },
      onMessage: (message) => {
        if (message.type === 'watched' && message.event.kind === 'watching') {
          place.edit((machine) => {
            machine.ranges.tcp = machine.ranges.tcp.filter(({ owner }) => owner !== 'winnat');
          });
        }
        return undefined;
      },
    });
    const events = eventsOf(ended.messages);
    for (const event of events) publishedSchema('watch-event').parse(event);
    expect(events.map(({ kind }) => kind)).toContain('port');
    expect(documentOf(ended)).toMatchObject({ changes: events.length - 1, host: { kind: 'simulated' } });
  });

  test.each(['cancel', 'end'])('ends with %s of the one who asked', async (word) => {
    const place = newPlace();
    const ended = await converse(watchRequest(place), {
      terminal: { stateHome: place.folder },
      onMessage: ({ type }) => (type === 'watched' ? word : undefined),
    });
    expect(ended.last).toMatchObject({ type: 'result', exitCode: 0, document: { changes: 0 } });
  });
});
