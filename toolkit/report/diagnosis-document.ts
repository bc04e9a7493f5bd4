import type { Diagnosis } from '../diagnosis/diagnose.ts';
import { originIn } from '../diagnosis/port-facts.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { PROTOCOLS } from '../ports/port-range.ts';
import type { DiagnosisDocument } from './documents/diagnosis-schema.ts';

/** Makes the JSON document of a diagnosis. Nothing in it depends on the moment it is made. */
export function diagnosisDocument({
  snapshot,
  ports,
  told,
  container,
  machine,
}: Diagnosis): DiagnosisDocument {
  return {
    schemaVersion: 1,
    host: { kind: snapshot.host.kind },
    snapshot: {
      excludedPortRanges: excludedPortRanges(snapshot),
      dynamicPortRanges: snapshot.dynamicPortRanges,
      portProxies: snapshot.portProxies ?? [],
      ...(snapshot.wsl && { wsl: snapshot.wsl }),
      read: partsRead(snapshot),
      unread: snapshot.unread,
      disagreements: snapshot.disagreements,
    },
    ports,
    ...(snapshot.bindErrors && { errors: snapshot.bindErrors }),
    ...(told && { told }),
    ...(container && { container }),
    ...(machine && { machine }),
  };
}

function excludedPortRanges(snapshot: Snapshot): DiagnosisDocument['snapshot']['excludedPortRanges'] {
  return PROTOCOLS.flatMap((protocol) =>
    (snapshot.excludedPortRanges[protocol] ?? []).map((range) => ({
      protocol,
      ...range,
      origin: originIn(snapshot, { protocol }, range).origin,
    })),
  );
}

function partsRead(snapshot: Snapshot): string[] {
  const has = (protocol: string) => snapshot.dynamicPortRanges.some((range) => range.protocol === protocol);
  return [
    ...PROTOCOLS.filter((protocol) => snapshot.excludedPortRanges[protocol] !== undefined).map(
      (protocol) => `excludedPortRanges ${protocol}`,
    ),
    ...PROTOCOLS.filter(has).map((protocol) => `dynamicPortRanges ${protocol}`),
    ...(snapshot.portProxies === undefined ? [] : ['portProxies']),
    ...(snapshot.sockets === undefined ? [] : ['sockets']),
  ];
}
