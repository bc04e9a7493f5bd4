import { formatPortRange, isSameRange, type PortRange } from '../ports/port-range.ts';
import { COPIED_MISTAKES, holdsMaxUserPort, isWiderThanIana } from './dynamic-range-state.ts';
import type { Share } from './estimate.ts';
import type { Evidence } from './evidence.ts';
import { percentText } from './percent-text.ts';
import type { PortEstimate } from './port-estimate.ts';
import type { PortFacts } from './port-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the port lies to the range that Windows hands out, and what is wrong with that range. */
export function rangeEvidence(facts: PortFacts, estimate?: PortEstimate): Evidence[] {
  return [
    ...placeEvidence(facts),
    ...mistakeEvidence(facts),
    ...maxUserPortText(facts.dynamic, facts.snapshot).map(
      (text): Evidence => ({ code: 'max-user-port', text }),
    ),
    ...(estimate ? [estimateEvidence(estimate)] : []),
  ];
}

/**
 * What is said of MaxUserPort beside these ranges; empty where the registry does not hold it.
 * Source: https://learn.microsoft.com/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang;
 * that it comes to bear at a boot is measured (nmap/nmap#3499) and not documented.
 */
export function maxUserPortText(ranges: readonly PortRange[], snapshot: Snapshot): string[] {
  if (!holdsMaxUserPort(snapshot)) return [];
  const what = 'the registry holds MaxUserPort, a setting of Windows XP that some installers still write';
  return ranges.some(isWiderThanIana)
    ? [`${what}: it makes the dynamic port range start at 1024 or so`]
    : [`${what}: it may bring a dynamic port range from 1024 or so back at the next boot`];
}

function mistakeEvidence({ dynamic }: PortFacts): Evidence[] {
  const found = COPIED_MISTAKES.filter((mistake) => dynamic.some((range) => isSameRange(range, mistake)));
  return found.map(({ text }) => ({ code: 'copied-mistake', text }));
}

function placeEvidence({ dynamic, insideDynamic, origin, port, protocol }: PortFacts): Evidence[] {
  const [first] = dynamic;
  if (first === undefined) return [];
  const place: Evidence = insideDynamic
    ? {
        code: 'inside-dynamic-range',
        text: `${port} lies inside the dynamic ${protocol} port range ${spanText(insideDynamic)}, which winnat and outgoing connections draw from`,
      }
    : {
        code: 'outside-dynamic-range',
        text: `${port} lies outside the dynamic ${protocol} port range ${spanText(first)}: outside the range winnat draws from`,
      };
  const isHit = insideDynamic !== undefined || origin?.origin === 'winnat';
  const wide = isHit ? dynamic.find(isWiderThanIana) : undefined;
  return wide === undefined ? [place] : [place, widerThanIana(wide)];
}

function widerThanIana(range: PortRange): Evidence {
  return {
    code: 'dynamic-range-wider-than-iana',
    text: `root cause: the dynamic port range starts at ${range.startPort} instead of 49152, so blocks may fall on ports of servers`,
  };
}

function estimateEvidence({ afterFirstRemedy, assumptions, ...now }: PortEstimate): Evidence {
  const after =
    afterFirstRemedy === undefined
      ? ''
      : `, and at ${shareText(afterFirstRemedy)} after the first remedy below`;
  const text = `a model puts the chance per boot at ${shareText(now)}${after}, assuming that ${assumptions}`;
  return { code: 'estimate', text };
}

function shareText({ probability, low, high }: Share): string {
  if (high === 0) return 'none';
  const ends = [low, high].map((end) => (end * 100).toFixed(1)).join('-');
  return `${percentText(probability)} (95 % interval ${ends} %)`;
}

function spanText(range: PortRange): string {
  return `${formatPortRange(range)} (${range.startPort}+${range.numberOfPorts})`;
}
