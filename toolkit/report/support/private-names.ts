/** What is known of the person and the machine, beyond what the text itself shows. */
export interface PrivateNames {
  readonly users: readonly string[];
  readonly hosts: readonly string[];
  readonly domains: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Takes the names out of a process's environment and its host name. Each once; none that is empty. */
export function privateNames(environment: Environment, hostName: string): PrivateNames {
  const values = (...names: readonly string[]) => names.flatMap((name) => environment[name]?.trim() || []);
  const homes = values('USERPROFILE', 'HOME').map((path) => path.split(/[\\/]/).findLast(Boolean) ?? '');
  return {
    users: unique([...values('USERNAME', 'USER', 'LOGNAME', 'SUDO_USER'), ...homes]),
    hosts: unique([
      ...values('COMPUTERNAME', 'HOSTNAME', 'USERDOMAIN'),
      hostName,
      hostName.split('.')[0] ?? '',
    ]),
    domains: unique([...values('USERDNSDOMAIN'), ...hostName.split('.').slice(1).join('.').split(' ')]),
  };
}

/** `C:\Users\NAME`, `C:\\Users\\NAME` as JSON writes it, `/home/NAME`, `%5CUsers%5CNAME`. */
const USER_FOLDER =
  /(?<=(?:[\\/]|%5c|%2f)(?:users|home|documents and settings)(?:[\\/]{1,8}|%5c|%2f))[^\\/"'`<>|:*?\r\n\t%\uE000]+/giu;
/** `name@host:~$` and `name@host ~ %`, the prompt of a shell. */
const SHELL_PROMPT = /^[ \t]*([\w.-]{1,64})@([\w-]{1,63})(?=[: ][^\r\n]*[$#%])/gmu;
/** `\\SERVER\share`, not a device such as `\\.\pipe` and not the doubled backslash of a path in JSON. */
const SHARE = /(?<=(?:^|[\s"'=(])\\{2,4})(?=[\w.-]{0,62}[a-z])[\w.-]{1,63}(?=\\)/gimu;

/** Finds names that the text gives away by where they stand. */
export function namesIn(text: string): PrivateNames {
  const prompts = [...text.matchAll(SHELL_PROMPT)];
  return {
    users: unique([
      ...[...text.matchAll(USER_FOLDER)].map(([name]) => name.trim()),
      ...prompts.map(([, user = '']) => user),
    ]),
    hosts: unique([
      ...[...text.matchAll(SHARE)].map(([name]) => name),
      ...prompts.map(([, , host = '']) => host),
    ]),
    domains: [],
  };
}

/** Places where a name is private however common it is. */
export const NAMED_PLACES = { users: USER_FOLDER, hosts: SHARE } as const;

function unique(names: readonly string[]): string[] {
  const seen = new Map(names.filter((name) => name !== '').map((name) => [name.toLowerCase(), name]));
  return [...seen.values()];
}
