import { askedPorts } from '../../diagnosis/asked-port.ts';
import { parsePortSpecs } from '../../ports/port-spec.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { diagnosisDocument } from '../../report/diagnosis-document.ts';
import { type EvidenceOptions, readDiagnosis } from '../read-diagnosis.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';
import { fromPasted, requestTerminal } from './request-terminal.ts';

/** Says why ports cannot be bound, from a machine, from what somebody pasted, or from an error text alone. */
export async function diagnose(request: RequestOf<'diagnose'>, exchange: Exchange): Promise<Answer> {
  const ports = askedPorts(parsePortSpecs(request.ports));
  const diagnosis = await readDiagnosis(ports, evidenceOptions(request), requestTerminal(exchange, request));
  return { document: diagnosisDocument(diagnosis), exitCode: 0 };
}

function evidenceOptions(request: RequestOf<'diagnose'>): EvidenceOptions {
  const { host, text, container, error, compose, envFiles, profiles, noProject } = request;
  return {
    ...requestedHost(host),
    ...fromPasted(text),
    ...(container !== undefined && { container }),
    // A dash alone would name standard input.
    ...(error !== undefined && { error: `${error}\n` }),
    ...(compose && { compose }),
    composeEnv: envFiles,
    profile: profiles,
    project: !noProject,
  };
}
