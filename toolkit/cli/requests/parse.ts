import { IANA_DYNAMIC_PORT_RANGE } from '../../ports/iana.ts';
import { isSameRange } from '../../ports/port-range.ts';
import type { PasteDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { blockOrigin } from '../../windows/block-origin.ts';
import { readPaste } from '../../windows/paste.ts';
import type { Answer } from './exchange.ts';

/** Reads what somebody pasted, without judging any port. */
export async function parse({ text }: RequestOf<'parse'>): Promise<Answer> {
  const evidence = readPaste(text);
  const storedOf = (protocol: 'tcp' | 'udp') =>
    evidence.excludedPortRanges
      .filter((table) => table.store === 'persistent' && table.protocol === protocol)
      .flatMap(({ ranges }) => ranges);
  const document: PasteDocument = {
    schemaVersion: 1,
    ...evidence,
    excludedPortRanges: evidence.excludedPortRanges.map((table) => ({
      ...table,
      ranges: table.ranges.map((row) => ({ ...row, origin: blockOrigin(row, storedOf(table.protocol)) })),
    })),
    dynamicPortRanges: evidence.dynamicPortRanges.map((range) => ({
      ...range,
      isIana: isSameRange(range, IANA_DYNAMIC_PORT_RANGE),
    })),
  };
  return { document, exitCode: 0 };
}
