import { Option } from 'commander';
import type { DefineCommand } from '../commands.ts';
import { numberOption } from '../number-option.ts';
import type { Terminal } from '../terminal.ts';
import { defineSimulateBoots } from './simulate-boots.ts';

export const defineSimulate: DefineCommand = (program, terminal, end) => {
  const simulate = program
    .command('simulate')
    .description('make, serve and restart simulated Windows machines; estimate what boots do to ports');
  defineCreate(simulate, terminal, end);
  defineServe(simulate, terminal, end);
  defineReboot(simulate, terminal, end);
  defineSimulateBoots(simulate, terminal, end);
};

const defineCreate: DefineCommand = (simulate, terminal, end) => {
  simulate
    .command('create')
    .description('make a machine and keep it in a file')
    .requiredOption('--state <file>', 'file to keep it in; it must not be there yet')
    .option('--seed <number>', 'decides everything that is random', numberOption(), 8065)
    .option('--locale <locale>', 'display language', 'en')
    .option('--dynamic-range <start+number>', 'dynamic port range, for example 1024+64511', '1024+64511')
    .option('--no-hyperv', 'a machine without Hyper-V, WSL and Docker')
    .option('--blocks-on <ports>', 'tcp ports that a winnat block covers, or none', '8065')
    .option('--not-elevated', 'answer as to a process without administrator rights')
    .option('--fault <json>', 'a fault to inject, as JSON; may be repeated', collect, [])
    .addHelpText('after', '\nExample:\n  portwright simulate create --state machine.json --locale ko\n')
    .action(async (options: CreateOptions) => {
      const { createSimulatedMachine } = await import('../create-simulated-machine.ts');
      end(await createSimulatedMachine(options, terminal));
    });
};

export interface CreateOptions {
  readonly state: string;
  readonly seed: number;
  readonly locale: string;
  readonly dynamicRange: string;
  readonly hyperv: boolean;
  readonly blocksOn: string;
  readonly notElevated?: boolean;
  readonly fault: readonly string[];
}

const defineServe: DefineCommand = (simulate, terminal, end) => {
  simulate
    .command('serve')
    .description('write stand-in executables (netsh, net, sc, docker, ...) that answer from the machine')
    .requiredOption('--state <file>', 'file that keeps the machine; made when it is not there')
    .requiredOption('--bin <dir>', 'folder for the executables')
    .addOption(new Option('--latency <ms>', 'how long each takes').argParser(numberOption()).default(0))
    .option('--log <file>', 'append each call with its times')
    .addHelpText('after', '\nExample:\n  portwright simulate serve --state machine.json --bin ./bin\n')
    .action(async (options: ServeOptions) => end(await serve(options, terminal)));
};

interface ServeOptions {
  readonly state: string;
  readonly bin: string;
  readonly latency: number;
  readonly log?: string;
}

async function serve({ state, bin, latency, log }: ServeOptions, terminal: Terminal): Promise<number> {
  const { serveStandIns } = await import('../../simulation/stand-ins/serve-stand-ins.ts');
  const served = await serveStandIns({
    statePath: state,
    bin,
    latencyMs: latency,
    signal: terminal.signal,
    ...(log !== undefined && { logPath: log }),
  });
  terminal.print(`serving the simulated machine ${state} in ${bin}; Ctrl-C ends it`);
  terminal.print(
    `for example: PORTWRIGHT_ELEVATED=1 portwright fix 8065 --host windows --system-root ${bin} --yes`,
  );
  await served.stopped;
  return 0;
}

const defineReboot: DefineCommand = (simulate, terminal, end) => {
  simulate
    .command('reboot')
    .description('restart a simulated machine')
    .requiredOption('--state <file>', 'file that keeps the machine')
    .addHelpText('after', '\nExample:\n  portwright simulate reboot --state machine.json\n')
    .action(async ({ state }: { state: string }) => {
      const { rebootSimulatedMachine } = await import('../create-simulated-machine.ts');
      end(await rebootSimulatedMachine(state, terminal));
    });
};

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}
