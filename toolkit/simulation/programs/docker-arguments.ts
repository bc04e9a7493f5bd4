import { PROTOCOLS, type Protocol } from '../../ports/port-range.ts';
import type { RunRequest } from '../docker-engine.ts';
import type { SimulatedContainer } from '../machine-state.ts';

/** A command line of docker after its verb. */
export interface DockerArguments {
  /** Values by the long name of the option, in the order given; an option without a value has the value ``. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

const LONG_NAMES: Readonly<Record<string, string>> = {
  '-a': '--all',
  '-d': '--detach',
  '-e': '--env',
  '-f': '--format',
  '-h': '--hostname',
  '-i': '--interactive',
  '-p': '--publish',
  '-q': '--quiet',
  '-t': '--tty',
  '-u': '--user',
  '-v': '--volume',
  '-w': '--workdir',
};

const VALUED = new Set(
  '--env --env-file --entrypoint --filter --format --hostname --label --memory --mount --name --network --platform --publish --pull --restart --signal --time --timeout --type --user --volume --workdir'.split(
    ' ',
  ),
);

/**
 * Splits options from words. Options end at `--`, and at the first word when `wordsEndOptions` (what follows an image is the
 * container's own command).
 *
 * @param short - What single letters stand for, where the verb means something else by them.
 */
export function parseDockerArguments(
  args: readonly string[],
  {
    short = {},
    wordsEndOptions = false,
  }: { short?: Readonly<Record<string, string>>; wordsEndOptions?: boolean } = {},
): DockerArguments {
  const options = new Map<string, string[]>();
  const queue = [...args];
  const words: string[] = [];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--' || !word.startsWith('-') || (wordsEndOptions && words.length > 0)) {
      if (word !== '--') words.push(word);
      if (wordsEndOptions || word === '--') words.push(...queue.splice(0));
      continue;
    }
    for (const [name, inline] of spelledOut(word, short)) {
      const value = inline ?? (VALUED.has(name) ? queue.shift() : '') ?? '';
      options.set(name, [...(options.get(name) ?? []), value]);
    }
  }
  return { options, words };
}

/** `-itd` is three options; `--name=web` and `-p80:80` carry their value. */
function spelledOut(word: string, short: Readonly<Record<string, string>>): [string, string | undefined][] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]];
  }
  const named: [string, string | undefined][] = [];
  for (const [index, letter] of [...word.slice(1)].entries()) {
    const name = short[`-${letter}`] ?? LONG_NAMES[`-${letter}`] ?? `-${letter}`;
    const rest = word.slice(index + 2).replace(/^=/, '');
    if (VALUED.has(name)) {
      named.push([name, rest === '' ? undefined : rest]);
      break;
    }
    named.push([name, undefined]);
  }
  return named;
}

/** @returns What `docker run` asks for, or docker's complaint. */
export function parseRunRequest({ options, words: [image] }: DockerArguments): RunRequest | string {
  if (image === undefined) return 'at least 1 argument is required: the image';
  const bindings: Binding[] = [];
  for (const spec of options.get('--publish') ?? []) {
    const parsed = parsePublish(spec);
    if (!parsed) return `invalid publish opts format (should be name=value but got '${spec}')`;
    bindings.push(...parsed);
  }
  const name = options.get('--name')?.at(-1);
  const restart = options.get('--restart')?.at(-1);
  const restartPolicy = RESTART_POLICIES.find((policy) => policy === restart) ?? 'no';
  const pull = options.get('--pull')?.at(-1) === 'never' ? 'never' : 'missing';
  return { image, bindings, restartPolicy, pull, ...(name === undefined ? {} : { name }) };
}

type Binding = SimulatedContainer['bindings'][number];
const RESTART_POLICIES = ['no', 'always', 'unless-stopped'] as const;

/** `[ADDRESS:][PORT[-PORT]:]PORT[-PORT][/PROTOCOL]`, an IPv6 address in brackets. */
const PUBLISH = /^(?:(\[[^\]]*\]|[^:[\]]*):)??(?:(\d*(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/;

/** One binding for each port; a host port that is not named is 0. @returns Undefined for another shape. */
export function parsePublish(spec: string): Binding[] | undefined {
  const [, address = '', host = '', inner = '', word] = PUBLISH.exec(spec) ?? [];
  const container = portsOf(inner);
  const outer = host === '' ? container?.map(() => 0) : portsOf(host);
  if (!container || outer?.length !== container.length) return undefined;
  const protocol: Protocol = PROTOCOLS.find((known) => known === word) ?? 'tcp';
  return container.map((containerPort, index) => ({
    containerPort,
    protocol,
    hostIp: address.replace(/^\[(.*)\]$/, '$1'),
    hostPort: outer[index] ?? 0,
  }));
}

function portsOf(text: string): number[] | undefined {
  const [first = 0, last = first] = text.split('-').map(Number);
  if (text === '' || first < 1 || last > 65535 || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
