import type { Protocol } from '../../ports/port-range.ts';
import { plainText } from '../plain-text.ts';
import { TONES } from '../tone.ts';
import type { PageView } from './map-page.ts';
import { rowId } from './map-panel.ts';
import { PICTURE_PLACE, segmentName } from './picture.ts';
import { PLACE, portAnswers } from './port-answers.ts';

/** An answer as the script of a page gets it; a number in place of a text is its index in `texts`. */
export type DataAnswer = readonly [
  startPort: number,
  numberOfPorts: number,
  verdict: string,
  summary: number,
  evidence: readonly number[],
  remedies: readonly (readonly [title: number, command: number])[],
];

export interface PageData {
  /** Stands for the port in a text. */
  readonly place: string;
  /** Where a port lies in the large picture, in units of its view box. */
  readonly picture: typeof PICTURE_PLACE;
  readonly tones: typeof TONES;
  /** Each text once: most stretches say most of the same. */
  readonly texts: readonly string[];
  readonly views: Readonly<Record<string, Readonly<Partial<Record<Protocol, ProtocolData>>>>>;
}

interface ProtocolData {
  /** Ascending, without a gap. */
  readonly answers: readonly DataAnswer[];
  readonly segments: readonly {
    readonly id: string;
    readonly name: string;
    readonly port: number;
    readonly ports: number;
  }[];
}

/** Everything the script needs to answer for every port, without a request. */
export function pageData(views: readonly PageView[]): PageData {
  const indexes = new Map<string, number>();
  const index = (outside: string): number => {
    const text = outside.split('\n').map(plainText).join('\n');
    const known = indexes.get(text) ?? indexes.size;
    indexes.set(text, known);
    return known;
  };
  const entries = views.map((view) => {
    const protocols = view.map.protocols.map((protocol) => {
      const answers = portAnswers(view.snapshot, protocol.protocol).map(
        ({ startPort, numberOfPorts, verdict, summary, evidence, remedies }): DataAnswer => [
          startPort,
          numberOfPorts,
          verdict,
          index(summary),
          evidence.map(index),
          remedies.map(({ title, command }) => [index(title), index(command)]),
        ],
      );
      const segments = protocol.segments.map((segment) => ({
        id: rowId(view.id, protocol, segment),
        name: plainText(segmentName(segment, protocol)),
        port: segment.startPort,
        ports: segment.numberOfPorts,
      }));
      return [protocol.protocol, { answers, segments }] as const;
    });
    return [view.id, Object.fromEntries(protocols)] as const;
  });
  return {
    place: PLACE,
    picture: PICTURE_PLACE,
    tones: TONES,
    views: Object.fromEntries(entries),
    texts: [...indexes.keys()],
  };
}
