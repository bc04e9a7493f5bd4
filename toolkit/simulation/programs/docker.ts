import { ToolkitError } from '../../errors/toolkit-error.ts';
import { startDockerDesktop, stopDockerDesktop } from '../docker-desktop.ts';
import {
  createContainer,
  type DockerOutcome,
  findContainer,
  removeContainer,
  restartContainer,
  runContainer,
  startContainer,
  stopContainer,
} from '../docker-engine.ts';
import type { MachineState, SimulatedContainer } from '../machine-state.ts';
import { parseDockerArguments, parseRunRequest } from './docker-arguments.ts';
import { fillTemplate, tableOf } from './docker-format.ts';
import {
  containerDetails,
  containerRow,
  DOCKER_VERSION,
  type DockerObject,
  engineInformation,
  imageRow,
} from './docker-views.ts';
import type { Program, ProgramCall, ProgramResult } from './program.ts';

/** What docker ends with when a container could not be created or started (docker/cli). */
const RUN_FAILED = 125;

/**
 * `docker.exe` with Docker Desktop. UTF-8 and LF whatever the machine; only the sentences it passes on from Windows are
 * translated.
 *
 * @throws ToolkitError `host.program-missing` where Docker Desktop is not installed: Windows then has no such program.
 */
export const docker: Program = (call) => {
  if (!call.machine.docker.installed) {
    throw new ToolkitError('host.program-missing', 'the simulated machine has no program "docker.exe"');
  }
  const [first = '', ...rest] = call.args;
  if (first === 'desktop') return desktop(call, rest);
  const [verb = '', ...words] = first === 'container' ? rest : call.args;
  const command = first === 'image' && verb === 'image' ? `image ${words[0] ?? ''}` : verb;
  const action = ACTIONS.get(command);
  if (!action)
    return said(
      '',
      `docker: unknown command: docker ${call.args.join(' ')}\n\nRun 'docker --help' for more information\n`,
      1,
    );
  if (!call.machine.docker.running && command !== 'version') {
    return engineDown(call, command === 'run' ? RUN_FAILED : 1, command === 'run' ? 'docker: ' : '');
  }
  return action(call, command.startsWith('image ') ? words.slice(1) : words, first === 'container');
};

type Action = (call: ProgramCall, args: readonly string[], isContainerCommand: boolean) => ProgramResult;

const ACTIONS = new Map<string, Action>([
  ['ps', list],
  ['ls', list],
  ['list', list],
  ['inspect', inspect],
  ['run', run],
  ['create', create],
  ['start', (call, args) => startAll(call, parseDockerArguments(args).words)],
  ['stop', (call, args) => forEach(call, parseDockerArguments(args, TIMED).words, stopContainer)],
  ['restart', (call, args) => forEach(call, parseDockerArguments(args, TIMED).words, restartContainer)],
  ['rm', remove],
  ['images', images],
  ['image ls', images],
  ['info', information],
  ['version', version],
]);

const TIMED = { short: { '-t': '--timeout', '-s': '--signal' } };

function said(stdout: string, stderr: string, exitCode: number): ProgramResult {
  return { exitCode, stdout, stderr, encoding: 'utf8' };
}

/** The engine's pipe is not there: the CLI says so, with Windows' own sentence at the end. */
function engineDown({ machine, texts }: ProgramCall, exitCode: number, prefix: string): ProgramResult {
  const pipe =
    machine.docker.osType === 'windows' ? 'dockerDesktopWindowsEngine' : 'dockerDesktopLinuxEngine';
  const message =
    'error during connect: this error may indicate that the docker daemon is not running: ' +
    `Get "http://%2F%2F.%2Fpipe%2F${pipe}/_ping": open //./pipe/${pipe}: ${texts('win32.2')}\n`;
  return said('', prefix + message, exitCode);
}

function fromDaemon(message: string): string {
  return `Error response from daemon: ${message}\n`;
}

function list(call: ProgramCall, args: readonly string[]): ProgramResult {
  const { options } = parseDockerArguments(args);
  const { machine } = call;
  const shown = machine.docker.containers.filter(
    (container) =>
      (options.has('--all') || options.has('--filter') || container.status === 'running') &&
      (options.get('--filter') ?? []).every((filter) => passes(container, filter)),
  );
  const rows = shown.map((container) => containerRow(machine, container, options.has('--no-trunc')));
  if (options.has('--quiet')) return said(rows.map((row) => `${row.ID}\n`).join(''), '', 0);
  return formatted(options.get('--format')?.at(-1), rows, CONTAINER_COLUMNS);
}

/** Filters on other things let everything pass (Guess). */
function passes({ name, id, status }: SimulatedContainer, filter: string): boolean {
  const [key = '', value = ''] = filter.split('=');
  if (key === 'name') return name.includes(value.replace(/^\^?\/?|\$$/g, ''));
  if (key === 'id') return id.startsWith(value);
  return key === 'status' ? status === value : true;
}

const CONTAINER_COLUMNS = [
  ['CONTAINER ID', 'ID'],
  ['IMAGE', 'Image'],
  ['COMMAND', 'Command'],
  ['CREATED', 'RunningFor'],
  ['STATUS', 'Status'],
  ['PORTS', 'Ports'],
  ['NAMES', 'Names'],
] as const;

const IMAGE_COLUMNS = [
  ['REPOSITORY', 'Repository'],
  ['TAG', 'Tag'],
  ['IMAGE ID', 'ID'],
  ['CREATED', 'CreatedSince'],
  ['SIZE', 'Size'],
] as const;

function formatted(
  template: string | undefined,
  rows: readonly DockerObject[],
  columns: readonly (readonly [string, string])[],
): ProgramResult {
  if (template === undefined || template === 'table') return said(tableOf(columns, rows), '', 0);
  const lines = rows.map((row) => fillTemplate(template, row));
  return lines.includes(undefined)
    ? said('', `failed to execute template: ${template}\n`, 1)
    : said(lines.map((line) => `${line}\n`).join(''), '', 0);
}

function inspect(call: ProgramCall, args: readonly string[], isContainerCommand: boolean): ProgramResult {
  const { options, words } = parseDockerArguments(args);
  const found = words.map((reference) => findContainer(call.machine, reference));
  const details = found.flatMap((each) => (each ? [containerDetails(call.machine, each)] : []));
  const missing = words.filter((_, index) => found[index] === undefined);
  const complaints = missing.map((reference) =>
    isContainerCommand
      ? fromDaemon(`No such container: ${reference}`)
      : `Error: No such object: ${reference}\n`,
  );
  const template = options.get('--format')?.at(-1);
  const lines = template === undefined ? [] : details.map((each) => fillTemplate(template, each));
  if (lines.includes(undefined)) return said('', `template parsing error: ${template}\n`, 1);
  const stdout =
    template === undefined
      ? `${JSON.stringify(details, undefined, 4)}\n`
      : lines.map((line) => `${line}\n`).join('');
  return said(stdout, complaints.join(''), missing.length > 0 ? 1 : 0);
}

/** `docker run -d`. A container whose port was refused stays; its id has been printed by then. */
function run(call: ProgramCall, args: readonly string[]): ProgramResult {
  const request = parseRunRequest(parseDockerArguments(args, { wordsEndOptions: true }));
  const hint = "\n\nRun 'docker run --help' for more information\n";
  if (typeof request === 'string') return said('', `docker: ${request}${hint}`, RUN_FAILED);
  const { container, error } = runContainer(call.machine, request);
  const id = container ? `${container.id}\n` : '';
  if (!error) return said(id, '', 0);
  return said(id, `docker: ${fromDaemon(error.message).trimEnd()}${hint}`, RUN_FAILED);
}

function create(call: ProgramCall, args: readonly string[]): ProgramResult {
  const request = parseRunRequest(parseDockerArguments(args, { wordsEndOptions: true }));
  if (typeof request === 'string') return said('', `docker: ${request}\n`, 1);
  const { container, error } = createContainer(call.machine, request);
  return error ? said('', fromDaemon(error.message), 1) : said(`${container?.id ?? ''}\n`, '', 0);
}

/** Each failure on its own line, then the names of all that failed (docker/cli). */
function startAll(call: ProgramCall, references: readonly string[]): ProgramResult {
  const { stdout, stderr, failed } = attempt(call.machine, references, startContainer);
  const summary = failed.length > 0 ? `failed to start containers: ${failed.join(', ')}\n` : '';
  return said(stdout, stderr + summary, failed.length > 0 ? 1 : 0);
}

function forEach(
  call: ProgramCall,
  references: readonly string[],
  act: (machine: MachineState, reference: string) => DockerOutcome,
): ProgramResult {
  const { stdout, stderr, failed } = attempt(call.machine, references, act);
  return said(stdout, stderr, failed.length > 0 ? 1 : 0);
}

function remove(call: ProgramCall, args: readonly string[]): ProgramResult {
  const { options, words } = parseDockerArguments(args, { short: { '-f': '--force', '-v': '--volumes' } });
  const force = options.has('--force');
  return forEach(call, words, (machine, reference) => removeContainer(machine, reference, { force }));
}

function attempt(
  machine: MachineState,
  references: readonly string[],
  act: (machine: MachineState, reference: string) => DockerOutcome,
): { stdout: string; stderr: string; failed: string[] } {
  const total = { stdout: '', stderr: '', failed: [] as string[] };
  for (const reference of references) {
    const { error } = act(machine, reference);
    if (error) {
      total.stderr += fromDaemon(error.message);
      total.failed.push(reference);
    } else {
      total.stdout += `${reference}\n`;
    }
  }
  return total;
}

function images(call: ProgramCall, args: readonly string[]): ProgramResult {
  const { options } = parseDockerArguments(args);
  const rows = call.machine.docker.images.map(imageRow);
  if (options.has('--quiet')) return said(rows.map((row) => `${row.ID}\n`).join(''), '', 0);
  return formatted(options.get('--format')?.at(-1), rows, IMAGE_COLUMNS);
}

function information(call: ProgramCall, args: readonly string[]): ProgramResult {
  const { options } = parseDockerArguments(args);
  const information = engineInformation(call.machine);
  const template = options.get('--format')?.at(-1);
  if (template !== undefined) return formatted(template, [information], []);
  const lines = Object.entries(information).map(([name, value]) => ` ${name}: ${value}\n`);
  return said(`Server:\n${lines.join('')}`, '', 0);
}

function version(call: ProgramCall, args: readonly string[]): ProgramResult {
  const { options } = parseDockerArguments(args);
  const client = { Version: DOCKER_VERSION, Os: 'windows', Arch: 'amd64' };
  const { running, osType } = call.machine.docker;
  const whole = { Client: client, Server: running ? { Version: DOCKER_VERSION, Os: osType } : null };
  const template = options.get('--format')?.at(-1);
  const down = running ? undefined : engineDown(call, 1, '');
  const stdout =
    template === undefined
      ? `Client:\n Version: ${DOCKER_VERSION}\n${running ? `Server:\n Version: ${DOCKER_VERSION}\n` : ''}`
      : `${fillTemplate(template, whole) ?? ''}\n`;
  return down ? { ...down, stdout } : said(stdout, '', 0);
}

/** `docker desktop …`. Guess: its words. */
function desktop({ machine }: ProgramCall, [verb = '']: readonly string[]): ProgramResult {
  switch (verb) {
    case 'start':
      startDockerDesktop(machine);
      return said('', '', 0);
    case 'stop':
      stopDockerDesktop(machine);
      return said('', '', 0);
    case 'restart':
      stopDockerDesktop(machine);
      startDockerDesktop(machine);
      return said('', '', 0);
    case 'status':
      return said(`Name     Value\nStatus   ${machine.docker.running ? 'running' : 'stopped'}\n`, '', 0);
    default:
      return said('', `docker: unknown command: docker desktop ${verb}\n`, 1);
  }
}
