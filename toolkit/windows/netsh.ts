import type { Command } from '../host/command.ts';
import type { Protocol } from '../ports/port-range.ts';

export const FAMILIES = ['ipv4', 'ipv6'] as const;
export type Family = (typeof FAMILIES)[number];

/** `active` lasts until the next boot; `persistent` survives it, and writing it changes the running system at once. */
export type Store = 'active' | 'persistent';

/** One of the tables netsh keeps per protocol and shows per family. */
export interface PortTable {
  readonly family: Family;
  readonly protocol: Protocol;
}

/** One call below `netsh interface`, in netsh's own words. */
interface NetshRequest {
  readonly verb: 'show' | 'add' | 'delete' | 'set';
  readonly context: readonly string[];
  readonly subject: string;
  /** Printed as `tag=value`, in this order; undefined values are left out. */
  readonly tags?: Readonly<Record<string, string | number | undefined>>;
}

/**
 * Builds a netsh call of full words and `tag=value`, without a blank round `=`.
 *
 * netsh takes prefixes and positions too, but only this form is the same in every version (netsh-interface documentation).
 */
export function netsh({ verb, context, subject, tags = {} }: NetshRequest): Command {
  const tagWords = Object.entries(tags).flatMap(([tag, value]) =>
    value === undefined ? [] : `${tag}=${value}`,
  );
  return {
    file: 'netsh.exe',
    args: ['interface', ...context, verb, subject, ...tagWords],
    effect: verb === 'show' ? 'read' : 'write',
  };
}
