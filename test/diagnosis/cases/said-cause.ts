import type { PortDiagnosis } from '../../../toolkit/diagnosis/classify-port.ts';
import type { Diagnosis } from '../../../toolkit/diagnosis/diagnose.ts';
import type { EvidenceCode } from '../../../toolkit/diagnosis/evidence.ts';
import type { Origin } from '../../../toolkit/diagnosis/origin.ts';
import { isWildcard } from '../../../toolkit/diagnosis/port-facts.ts';
import { isKernel } from '../../../toolkit/windows/socket-holder.ts';
import type { CaseAnswer } from './answer-case.ts';
import type { CaseCause } from './labelled-case.ts';

const ORIGIN_CAUSES: Readonly<Record<Origin, CaseCause>> = {
  administered: 'administered-exclusion',
  hns: 'hns-own-50000',
  winnat: 'winnat-block',
  'hns-load-balancer': 'hns-64',
  'http.sys': 'http-sys',
  'wsl-mirrored': 'wsl-mirrored',
  'persistent-reservation': 'persistent-reservation',
  'windows-container': 'windows-container-port',
  unknown: 'unknown-block',
};

/** The cause that an answer names, as far as it names one, in the words of the labels. */
export function saidCause({ diagnosis, refusal, errors }: CaseAnswer): CaseCause | undefined {
  if (diagnosis === undefined)
    return errors.length > 0 ? errorCause(errors[0]?.class) : refusedCause(refusal);
  const port = diagnosis.ports[0] ?? diagnosis.container?.ports[0];
  return port === undefined ? machineCause(diagnosis) : portCause(diagnosis, port, errors[0]?.class);
}

function refusedCause(refusal: string | undefined): CaseCause | undefined {
  return refusal === undefined ? undefined : 'unreadable';
}

function errorCause(errorClass: string | undefined): CaseCause | undefined {
  if (errorClass === 'reserved') return 'refused-10013';
  if (errorClass === 'in-use') return 'listener-unnamed';
  return errorClass === 'allocated-by-container' ? 'container-allocated' : undefined;
}

function machineCause({ machine }: Diagnosis): CaseCause | undefined {
  const codes = new Set((machine?.findings ?? []).map(({ code }) => code));
  if (codes.has('dynamic-range-wider-than-iana')) return 'dynamic-range-low';
  if (codes.has('dynamic-range-narrow')) return 'copied-mistake-1638';
  return undefined;
}

function portCause(
  diagnosis: Diagnosis,
  port: PortDiagnosis,
  errorClass: string | undefined,
): CaseCause | undefined {
  const has = (code: EvidenceCode) => port.evidence.some((evidence) => evidence.code === code);
  switch (port.verdict) {
    case 'reserved':
    case 'mirrored-block':
      return blockCause(port);
    case 'excluded':
      return has('quic') ? 'quic-administered' : blockCause(port);
    case 'excluded-blocks-windows-containers':
      return 'windows-container-exclusion';
    case 'listening':
      return listeningCause(diagnosis, port, has);
    case 'unpublished':
      return 'unpublished-container';
    case 'other-cause':
      return has('client-connection') ? 'ephemeral-client' : 'refused-10013';
    case 'at-risk':
      return has('dynamic-range-wider-than-iana') ? 'dynamic-range-low' : 'dynamic-range-iana';
    case 'free':
      return 'free';
    case 'unknown':
      return unknownCause(diagnosis, port, errorClass);
  }
}

function blockCause({ block }: PortDiagnosis): CaseCause | undefined {
  if (block === undefined) return undefined;
  return block.origin === 'winnat' && block.numberOfPorts === 10
    ? 'old-build-block-10'
    : ORIGIN_CAUSES[block.origin];
}

function listeningCause(
  { snapshot }: Diagnosis,
  { port, protocol }: PortDiagnosis,
  has: (code: EvidenceCode) => boolean,
): CaseCause {
  if (has('published-by-container')) return 'container-publishes';
  if (has('port-proxy')) return 'portproxy-iphlpsvc';
  const held = (snapshot.sockets ?? []).filter(
    (socket) => socket.localPort === port && socket.protocol === protocol && socket.state !== 'connected',
  );
  if (held.some(isKernel)) return 'http-sys';
  if (held.some(({ services = [] }) => services.length > 0)) return 'listener-service';
  return held.some(({ localAddress }) => isWildcard(localAddress))
    ? 'listener-process'
    : 'listener-other-address';
}

function unknownCause(
  { snapshot }: Diagnosis,
  { protocol }: PortDiagnosis,
  errorClass: string | undefined,
): CaseCause | undefined {
  const tables = snapshot.excludedPortRanges;
  if (tables[protocol] === undefined) {
    if (Object.keys(tables).length > 0) return 'other-protocol';
    return errorCause(errorClass) ?? (snapshot.host.kind === 'paste' ? undefined : 'unreadable');
  }
  if (snapshot.incomplete.length > 0) return 'truncated-paste';
  return snapshot.unread.length > 0 && snapshot.host.kind !== 'paste' ? 'unreadable' : 'not-in-a-block';
}
