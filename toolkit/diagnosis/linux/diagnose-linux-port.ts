import type { PortDiagnosis } from '../classify-port.ts';
import type { PortFacts } from '../port-facts.ts';
import { sourcesOf } from '../port-source.ts';
import { judgeLinux } from './judge-linux.ts';
import { linuxEvidence } from './linux-evidence.ts';
import { linuxRemedies } from './linux-remedies.ts';
import { linuxSummary } from './linux-summary.ts';

/** Diagnoses one port of a Linux machine from what was read. Pure. */
export function diagnoseLinuxPort(facts: PortFacts): PortDiagnosis {
  const judgement = judgeLinux(facts);
  const { port, protocol, block } = facts;
  return {
    port,
    protocol,
    sources: sourcesOf(facts),
    ...judgement,
    summary: linuxSummary(judgement, facts),
    ...(block && { block: { ...block, origin: 'administered' } }),
    evidence: linuxEvidence(facts),
    remedies: linuxRemedies(judgement, facts),
  };
}
