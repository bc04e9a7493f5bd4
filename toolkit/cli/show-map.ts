import { askedPorts } from '../diagnosis/asked-port.ts';
import { portsOfErrors } from '../diagnosis/named-ports.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { parsePortSpecs } from '../ports/port-spec.ts';
import { portMap } from '../report/port-map/port-map.ts';
import type { Plan } from '../scenario/plan.ts';
import type { MapOptions } from './commands/map.ts';
import { readEvidence } from './read-evidence.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './write-report.ts';

/** Reads the machine and draws its ports in every form asked for; without one, in the terminal. */
export async function showMap(
  words: readonly string[],
  options: MapOptions,
  terminal: Terminal,
): Promise<number> {
  const ports = askedPorts(parsePortSpecs(words));
  const plan = options.plan === undefined ? undefined : await readPlan(options.plan);
  const snapshot = await readEvidence({ ports }, options, terminal);
  if (plan !== undefined) assertSameMachine(plan, snapshot);
  const asked = ports.length > 0 ? ports : portsOfErrors(snapshot);
  const input = { snapshot, asked, ...(plan && { plan }) };
  if (options.html !== undefined) {
    const { mapPage } = await import('../report/port-map/map-page.ts');
    writeReport(options.html, mapPage(input));
  }
  if (options.svg !== undefined) {
    const { mapSvg } = await import('../report/port-map/map-svg.ts');
    writeReport(options.svg, mapSvg(portMap(snapshot, asked)));
  }
  if (options.json === true) {
    const { mapDocument } = await import('../report/map-document.ts');
    terminal.print(JSON.stringify(mapDocument(input)));
  } else if (options.html === undefined && options.svg === undefined) {
    const { mapText } = await import('../report/port-map/map-text.ts');
    terminal.print(mapText(input, terminal));
  } else {
    for (const path of [options.html, options.svg])
      if (path !== undefined) terminal.print(`Written: ${path}`);
  }
  return 0;
}

async function readPlan(path: string): Promise<Plan> {
  const { loadPlan } = await import('../scenario/saved-plan.ts');
  return loadPlan(path);
}

/** A paste says of no machine which one it is, so whoever gives both vouches for it. */
function assertSameMachine({ host }: Plan, snapshot: Snapshot): void {
  const { kind, machine } = snapshot.host;
  if (kind === 'paste' || (kind === host.kind && (machine === undefined || machine === host.machine))) return;
  throw new ToolkitError(
    'run.other-host',
    `the plan was made for the machine ${host.kind} ${host.machine}, and this one is ${kind} ${machine ?? ''}`.trimEnd(),
    { remedy: 'make the plan anew on this machine, or name that machine with --host' },
  );
}
