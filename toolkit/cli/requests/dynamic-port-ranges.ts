import { IANA_DYNAMIC_PORT_RANGE } from '../../ports/iana.ts';
import { isSameRange, PROTOCOLS } from '../../ports/port-range.ts';
import type { DynamicPortRangesDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { readDynamicPortRange } from '../../steps/read-dynamic-port-ranges.ts';
import { FAMILIES } from '../../windows/netsh.ts';
import type { Answer, Exchange } from './exchange.ts';
import { withRequestedHost } from './request-host.ts';

/** Reads the four tables of the active store. */
export async function dynamicPortRanges(
  { host: machine }: RequestOf<'dynamic-port-ranges'>,
  { terminal }: Exchange,
): Promise<Answer> {
  const document = await withRequestedHost(
    machine,
    terminal,
    async (host): Promise<DynamicPortRangesDocument> => {
      const tables = FAMILIES.flatMap((family) => PROTOCOLS.map((protocol) => ({ family, protocol })));
      const ranges = tables.map(async (table) => {
        const range = await readDynamicPortRange(host, table, 'active');
        return { ...table, ...range, isIana: isSameRange(range, IANA_DYNAMIC_PORT_RANGE) };
      });
      const { kind, machine } = host;
      return { schemaVersion: 1, host: { kind, machine }, ranges: await Promise.all(ranges) };
    },
  );
  return { document, exitCode: 0 };
}
