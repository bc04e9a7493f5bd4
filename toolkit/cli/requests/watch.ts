import { askedPorts } from '../../diagnosis/asked-port.ts';
import { watchMachine } from '../../diagnosis/watch-machine.ts';
import { REAL_CLOCK } from '../../host/real-clock.ts';
import { parsePortSpecs } from '../../ports/port-spec.ts';
import type { WatchDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { watchEventDocument } from '../../report/watch-event-document.ts';
import type { Answer, Exchange } from './exchange.ts';
import { withRequestedHost } from './request-host.ts';

/** Sends each event as it is seen, until it is cancelled or has seen as many changes as were asked for. */
export async function watch(request: RequestOf<'watch'>, { terminal, send }: Exchange): Promise<Answer> {
  const { host: machine, intervalSeconds, count = Number.POSITIVE_INFINITY } = request;
  const ports = askedPorts(parsePortSpecs(request.ports));
  const options = { ports, intervalMs: intervalSeconds * 1000, clock: REAL_CLOCK, signal: terminal.signal };
  const document = await withRequestedHost(machine, terminal, async (host): Promise<WatchDocument> => {
    let changes = 0;
    for await (const { events, atMs } of watchMachine(host, options)) {
      for (const event of events) {
        send({ type: 'watched', event: watchEventDocument(event, host.kind, atMs) });
        if (event.kind !== 'watching') changes++;
      }
      if (changes >= count) break;
    }
    return { schemaVersion: 1, host: { kind: host.kind, machine: host.machine }, changes };
  });
  return { document, exitCode: 0 };
}
