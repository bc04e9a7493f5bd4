import { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { parsePortGroups } from '../ports/port-group.ts';
import type { Protocol } from '../ports/port-range.ts';
import { countPorts } from '../ports/port-set.ts';
import { isRemoteAddress } from '../windows/firewall-rule.ts';
import { DISTRIBUTION_NAME } from '../windows/wsl.ts';

/** Each port is one rule, which Windows' firewall and IP Helper look through one by one. */
const MOST_PORTS = 64;

/** One distribution, by name. */
export const distributionParameter = z
  .string()
  .regex(DISTRIBUTION_NAME, 'a distribution name holds letters, digits, . _ -')
  .optional()
  .describe('WSL distribution, as wsl --list names it; needed only where several run');

/** Whose `.wslconfig` is meant. The command line fills in the folder of who calls it. */
export const userProfileParameter = z
  .string()
  .regex(/^([A-Za-z]:\\|\\\\|\/)/, 'an absolute folder, such as C:\\Users\\me')
  .optional()
  .describe('Folder of the person whose .wslconfig is meant; the caller by default');

/** What is wrong with the ports, where each becomes a rule of its own; undefined where nothing is. */
export function portsProblem(ports: readonly string[], protocols: readonly Protocol[]): string | undefined {
  const groups = parsePortGroups(ports);
  const other = groups.find(({ protocol }) => !protocols.includes(protocol));
  if (other !== undefined)
    return `--ports ${ports.join(',')} names ${other.protocol} ports, and a portproxy forwards tcp only`;
  const count = groups.reduce((sum, { ranges }) => sum + countPorts(ranges), 0);
  if (count <= MOST_PORTS) return undefined;
  return `--ports ${ports.join(',')} is ${count} ports: give at most ${MOST_PORTS}, since each is a rule of its own`;
}

/** What is wrong with who may connect; undefined where nothing is. */
export function remoteAddressProblem(remoteAddress: string): string | undefined {
  if (isRemoteAddress(remoteAddress)) return undefined;
  return `--remote-address ${remoteAddress} is none: give LocalSubnet, Any, an address, or a network such as 192.168.1.0/24`;
}

/** The ports one by one, tcp first, in ascending order. */
export function singlePorts(
  ports: readonly string[],
): readonly { readonly protocol: Protocol; readonly port: number }[] {
  return parsePortGroups(ports).flatMap(({ protocol, ranges }) =>
    ranges.flatMap(({ startPort, numberOfPorts }) =>
      Array.from({ length: numberOfPorts }, (_, index) => ({ protocol, port: startPort + index })),
    ),
  );
}

/** @throws ToolkitError `input.invalid-parameter` where nobody said whose settings are meant. */
export function requiredUserProfile(userProfile: string | undefined): string {
  if (userProfile !== undefined) return userProfile;
  throw new ToolkitError(
    'input.invalid-parameter',
    '--user-profile is missing: it is not known whose .wslconfig is meant',
    { remedy: 'name the folder of the person who uses WSL, such as --user-profile C:\\Users\\me' },
  );
}
