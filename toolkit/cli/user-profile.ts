import type { HostKind } from '../host/host.ts';
import { type Environment, environmentValue } from '../host/windows-folders.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import type { Parameters } from '../scenario/parse-parameters.ts';
import type { Terminal } from './terminal.ts';

/** The folder of the person who calls, where the machine has one that is known. */
export function userProfileOn(host: HostKind | 'auto', environment: Environment): string | undefined {
  return host === 'simulated' ? 'C:\\Users\\user' : environmentValue(environment, 'USERPROFILE');
}

/**
 * Fills in whose settings a scenario is about, where it asks for that and nobody has said.
 *
 * As a parameter the folder stands in the plan and in the journal: another account that carries the run out, or takes it back,
 * works on the files of the person who called.
 */
export function withUserProfile(
  { parameters: { shape } }: Scenario,
  given: Parameters,
  host: HostKind | 'auto',
  { environment }: Pick<Terminal, 'environment'>,
): Parameters {
  if (!Object.hasOwn(shape, 'userProfile') || given.userProfile !== undefined) return given;
  const userProfile = userProfileOn(host, environment);
  return userProfile === undefined ? given : { ...given, userProfile };
}
