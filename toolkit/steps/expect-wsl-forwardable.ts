import type { Host } from '../host/host.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import { isMirrored, readRunningWsl } from './read-wsl.ts';
import { readWslTarget, type WslTarget } from './read-wsl-target.ts';

export interface ForwardableOptions {
  readonly distribution?: string | undefined;
  /** The person's folder, where `.wslconfig` is. Left out only the mode that WSL runs in is looked at. */
  readonly userProfile?: string | undefined;
}

export type ForwardableState =
  | { readonly mirrored: true; readonly target: null }
  | { readonly mirrored: false; readonly target: WslTarget };

/**
 * Expects that a distribution runs, and that its address is one of WSL's own network.
 *
 * In mirrored mode Linux has the addresses of Windows, and a portproxy would lead to itself.
 *
 * @throws ToolkitError from `check`: `wsl.not-running`, `wsl.several-running`, `wsl.no-address`.
 */
export function expectWslForwardable({
  distribution,
  userProfile,
}: ForwardableOptions): Expectation<ForwardableState> {
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'wsl-forwardable',
    title: 'Check where WSL is reached',
    check: (host) => readState(host, { distribution, userProfile }),
    isSatisfied: ({ mirrored }) => !mirrored,
    describe: ({ target }) =>
      target === null
        ? 'WSL is set to mirrored networking'
        : `${target.distribution} is reached at ${target.address}`,
    refusal: ({ mirrored }): Refusal | undefined =>
      mirrored
        ? {
            reason:
              'WSL is set to mirrored networking, where Linux has the addresses of Windows and needs no portproxy',
            remedy: 'portwright run wsl-mirrored --ports PORTS opens the Hyper-V firewall for it',
          }
        : undefined,
  };
}

async function readState(
  host: Host,
  { distribution, userProfile }: ForwardableOptions,
): Promise<ForwardableState> {
  const running = await readRunningWsl(host);
  if (await isMirrored(host, running, userProfile)) return { mirrored: true, target: null };
  return { mirrored: false, target: await readWslTarget(host, distribution) };
}
