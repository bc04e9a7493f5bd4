import { ToolkitError } from '../../errors/toolkit-error.ts';
import { type Command, PROGRAMS, type Program } from '../../host/command.ts';

interface ReadShape {
  readonly file: Program;
  /** One for each of the first words. */
  readonly first: readonly RegExp[];
  /** What may follow, in any order: a word, or a word and the one behind it. */
  readonly rest?: readonly (RegExp | readonly [RegExp, RegExp])[];
}

const ANYTHING = /^/;
/** As Windows and Docker allow it. Above all it is never read as an option, nor a service name as another computer's. */
const SERVICE = /^[A-Za-z0-9_][\w.$ -]{0,255}$/;
const CONTAINER = /^[A-Za-z0-9][\w.-]*$/;
const REGISTRY_KEY = /^(HKLM|HKCU|HKCR|HKU|HKCC|HKEY_[A-Z_]+)(\\[^\\]+)*$/i;
const FORMAT = [/^--format=/, [/^(--format|-f)$/, ANYTHING]] as const;
const LIST = [
  /^(--all|-a|--no-trunc|--quiet|-q)$/,
  [/^(--format|--filter|-f)$/, ANYTHING],
  /^--(format|filter)=/,
] as const;

/** Every command that is answered. What is missing here is refused, whether or not it would change anything. */
const READ_SHAPES: readonly ReadShape[] = [
  {
    file: 'netsh.exe',
    first: [/^int(erface)?$/, /^ipv[46]$/, /^show$/, /^(excludedportrange|dynamicport(range)?)$/],
    rest: [/^(protocol=)?(tcp|udp)$/, /^(store=)?(active|persistent)$/],
  },
  { file: 'netsh.exe', first: [/^int(erface)?$/, /^portproxy$/, /^show$/, /^(all|v[46]tov[46])$/] },
  { file: 'sc.exe', first: [/^(query|queryex|qc)$/, SERVICE] },
  { file: 'sc.exe', first: [/^enumdepend$/, SERVICE], rest: [/^\d{1,6}$/] },
  {
    file: 'reg.exe',
    first: [/^query$/i, REGISTRY_KEY],
    rest: [[/^\/v$/i, /^[^/]/], /^\/ve$/i, /^\/reg:(32|64)$/i],
  },
  { file: 'netstat.exe', first: [/^-ano$/] },
  { file: 'wsl.exe', first: [/^(--list|-l)$/], rest: [/^(--all|--running|--quiet|-q|--verbose|-v)$/] },
  { file: 'docker.exe', first: [/^(info|version)$/], rest: FORMAT },
  { file: 'docker.exe', first: [/^ps$/], rest: LIST },
  { file: 'docker.exe', first: [/^(container|image)$/, /^ls$/], rest: LIST },
  { file: 'docker.exe', first: [/^inspect$/], rest: [CONTAINER, ...FORMAT] },
  { file: 'docker.exe', first: [/^container$/, /^inspect$/], rest: [CONTAINER, ...FORMAT] },
  { file: 'docker.exe', first: [/^port$/, CONTAINER], rest: [/^\d{1,5}(\/(tcp|udp))?$/] },
];

/**
 * Makes the command of a request, where it is one of those that only read.
 *
 * @param place - Where it stands in the request.
 * @throws ToolkitError `wrapper.invalid-request`
 */
export function readCommand(
  { file, args }: { file: string; args: readonly string[] },
  place: string,
): Command {
  const program = PROGRAMS.find((known) => known === file);
  if (program !== undefined && READ_SHAPES.some((shape) => shape.file === program && fits(shape, args)))
    return { file: program, args, effect: 'read' };
  const words = JSON.stringify([file, ...args].join(' ').slice(0, 120));
  throw new ToolkitError(
    'wrapper.invalid-request',
    `${place} ${words} is not one of the commands that only read`,
  );
}

function fits({ first, rest = [] }: ReadShape, args: readonly string[]): boolean {
  return (
    args.length >= first.length &&
    first.every((pattern, index) => pattern.test(args[index] ?? '')) &&
    follows(args.slice(first.length), rest)
  );
}

function follows(words: readonly string[], allowed: NonNullable<ReadShape['rest']>): boolean {
  const [word, value] = words;
  if (word === undefined) return true;
  const isAlone = allowed.some((entry) => entry instanceof RegExp && entry.test(word));
  if (isAlone) return follows(words.slice(1), allowed);
  const isPair = allowed.some(
    (entry) =>
      !(entry instanceof RegExp) && value !== undefined && entry[0].test(word) && entry[1].test(value),
  );
  return isPair && follows(words.slice(2), allowed);
}
