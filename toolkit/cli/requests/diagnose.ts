import { askedPorts } from '../../diagnosis/asked-port.ts';
import { diagnose as judge } from '../../diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../diagnosis/snapshot-from-paste.ts';
import { parsePortSpecs } from '../../ports/port-spec.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { diagnosisDocument } from '../../report/diagnosis-document.ts';
import { readMachine } from '../read-machine.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';

/** Says why ports cannot be bound, from a machine or from what somebody pasted. */
export async function diagnose(request: RequestOf<'diagnose'>, { terminal }: Exchange): Promise<Answer> {
  const { container, text } = request;
  const ports = askedPorts(parsePortSpecs(request.ports));
  const question = container === undefined ? {} : { container };
  const snapshot =
    text === undefined
      ? await readMachine({ ports, ...question }, requestedHost(request.host), terminal)
      : snapshotFromPaste(text);
  return { document: diagnosisDocument(judge(snapshot, ports, question)), exitCode: 0 };
}
