import type { MapDocument } from './documents/map-schema.ts';
import { afterPlan } from './port-map/after-plan.ts';
import type { MapPageInput } from './port-map/map-page.ts';
import { type PortMap, portMap } from './port-map/port-map.ts';

/** Makes the JSON document of a map. Nothing in it depends on the moment it is made. */
export function mapDocument({ snapshot, asked, plan }: MapPageInput): MapDocument {
  const after = plan && afterPlan(snapshot, plan);
  return {
    schemaVersion: 1,
    host: { kind: snapshot.host.kind },
    ...drawn(portMap(snapshot, asked)),
    ...(plan &&
      after && {
        after: { scenario: plan.scenario, notes: after.notes, ...drawn(portMap(after.snapshot, asked)) },
      }),
  };
}

function drawn({ asked, protocols }: PortMap) {
  return {
    asked: asked.map(({ port, protocol, verdict, summary }) => ({ port, protocol, verdict, summary })),
    protocols,
  };
}
