import { existsSync } from 'node:fs';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { PortRange } from '../ports/port-range.ts';
import { formatPortSpec, type PortSpec, parsePortSpecs } from '../ports/port-spec.ts';
import { reboot } from '../simulation/boot.ts';
import { createMachine, DEFAULT_MACHINE } from '../simulation/create-machine.ts';
import { type Fault, LOCALES, type MachineState } from '../simulation/machine-state.ts';
import { openStateFile } from '../simulation/state-file.ts';
import { describeDamage } from '../simulation/state-schema.ts';
import { setDynamicPortRange } from '../windows/dynamic-port-range.ts';
import type { CreateOptions } from './commands/simulate.ts';
import type { Terminal } from './terminal.ts';

/** Makes a machine and keeps it. @throws ToolkitError `input.invalid-argument`; the file is then not written. */
export async function createSimulatedMachine(options: CreateOptions, terminal: Terminal): Promise<number> {
  const { state, seed, hyperv, notElevated } = options;
  if (existsSync(state)) {
    throw new ToolkitError('input.invalid-argument', `${state} is there already`, {
      remedy: 'name another file, or remove it',
    });
  }
  const locale = LOCALES.find((known) => known === options.locale);
  if (locale === undefined) {
    throw new ToolkitError(
      'input.invalid-argument',
      `no simulated machine speaks ${options.locale}: use ${LOCALES.join(', ')}`,
    );
  }
  const dynamicPortRange = readSpan(options.dynamicRange);
  const { maxUserPort, containers, ...base } = DEFAULT_MACHINE;
  const isDefaultRange = dynamicPortRange.startPort === 1024 && dynamicPortRange.numberOfPorts === 64511;
  const machine = createMachine({
    ...base,
    ...(isDefaultRange && maxUserPort !== undefined && { maxUserPort }),
    ...(hyperv && containers !== undefined && { containers }),
    seed,
    locale,
    dynamicPortRange,
    hyperV: hyperv,
    blocksOn: options.blocksOn === 'none' ? [] : parsePortSpecs([options.blocksOn]).map(readBlockedPort),
    elevated: notElevated !== true,
    faults: options.fault.map(readFault),
  });
  refuseUnknownFaults(machine);
  await openStateFile(state, () => machine);
  terminal.print(`made a simulated Windows machine (${locale}, seed ${seed}) in ${state}`);
  return 0;
}

/** Restarts a machine. @throws ToolkitError `input.unreadable-file`, `simulation.state-damaged` */
export async function rebootSimulatedMachine(state: string, terminal: Terminal): Promise<number> {
  if (!existsSync(state))
    throw new ToolkitError('input.unreadable-file', `there is no simulated machine ${state}`);
  const store = await openStateFile(state, () => createMachine(DEFAULT_MACHINE));
  await store.request(reboot);
  terminal.print(`restarted ${state}: boot ${store.machine.boots}`);
  return 0;
}

function readSpan(text: string): PortRange {
  const [, start, number] = /^(\d{1,5})\+(\d{1,5})$/.exec(text) ?? [];
  if (start === undefined || number === undefined) {
    throw new ToolkitError('ports.invalid-range', `${JSON.stringify(text)} is not a range like 49152+16384`);
  }
  const range = { startPort: Number(start), numberOfPorts: Number(number) };
  // netsh's own limits: a real machine has no other range.
  setDynamicPortRange({ family: 'ipv4', protocol: 'tcp', range, store: 'persistent' });
  return range;
}

/** A block of winnat's lies where there is room for it, so that a whole range cannot be promised. */
function readBlockedPort(spec: PortSpec): number {
  const { protocol, range } = spec;
  if (protocol === 'tcp' && range.numberOfPorts === 1) return range.startPort;
  throw new ToolkitError(
    'input.invalid-argument',
    `${formatPortSpec(spec)} cannot be covered by a block: each must be one tcp port`,
    { remedy: 'write ports like 8065,9000, or none' },
  );
}

function refuseUnknownFaults(machine: MachineState): void {
  const damage = describeDamage(machine);
  if (damage !== undefined) throw new ToolkitError('input.invalid-argument', `no such fault: ${damage}`);
}

function readFault(text: string): Fault {
  try {
    const fault: Partial<Fault> | null = JSON.parse(text);
    // The rest is checked with the whole machine.
    if (typeof fault?.kind === 'string') return fault as Fault;
  } catch {}
  throw new ToolkitError(
    'input.invalid-argument',
    `${text} is not a fault such as {"kind":"denied","match":"net start"}`,
  );
}
