import type { ExcludedPortRangesDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { shareReads } from '../../scenario/share-reads.ts';
import { readExcludedPortRanges } from '../../steps/read-excluded-port-ranges.ts';
import { blockOrigin } from '../../windows/block-origin.ts';
import type { Answer, Exchange } from './exchange.ts';
import { withRequestedHost } from './request-host.ts';

/** Reads the tables of one store. Who holds a row is judged with the persistent store, which tells reservations of programs. */
export async function excludedPortRanges(
  { host: machine, protocols, store }: RequestOf<'excluded-port-ranges'>,
  { terminal }: Exchange,
): Promise<Answer> {
  const document = await withRequestedHost(
    machine,
    terminal,
    async (host): Promise<ExcludedPortRangesDocument> => {
      const shared = shareReads(host);
      const tables = [...new Set(protocols)].map(async (protocol) => {
        const [rows, persistent] = await Promise.all([
          readExcludedPortRanges(shared, protocol, store),
          readExcludedPortRanges(shared, protocol, 'persistent'),
        ]);
        return rows.map((row) => ({ protocol, ...row, origin: blockOrigin(row, persistent), store }));
      });
      const { kind, machine } = host;
      return { schemaVersion: 1, host: { kind, machine }, ranges: (await Promise.all(tables)).flat() };
    },
  );
  return { document, exitCode: 0 };
}
