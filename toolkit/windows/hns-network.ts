import type { Command } from '../host/command.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** A network of the Host Network Service. */
export interface HnsNetwork {
  /** In lower case, without braces. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** `172.19.128.0/20`; undefined for a network without one. */
  readonly subnet?: string;
  readonly gateway?: string;
}

/** WSL's NAT network, of the type ICS: without and with the Hyper-V firewall (microsoft/WSL source). */
export const WSL_NETWORKS: ReadonlySet<string> = new Set([
  'b95d0c5e-57d4-412b-b571-18a81a16e005',
  '790e58b4-7939-4434-9358-89ae7ddbe87e',
]);

/** Lists them without changing anything. Only there with Hyper-V or containers, and only when elevated (Guess). */
export function listHnsNetworks(): Command {
  return { file: 'hnsdiag.exe', args: ['list', 'networks'], effect: 'read' };
}

const GUID = /^Network\s*:\s*\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\s*$/i;
const FIELD = /^\s+(\S.*?)\s*:\s*(.*?)\s*$/;

/**
 * Reads what `hnsdiag list networks` prints (public capture): an unindented line with the id, below it indented `key : value` lines.
 *
 * Guess: its keys are not translated. One that is not known gives an empty name or type, never a wrong one.
 *
 * @returns The networks in printed order; empty for blank text.
 * @throws {@link UnrecognizedOutputError} for a line that is neither, and for a field before any network.
 */
export function parseHnsNetworks(stdout: string): HnsNetwork[] {
  const networks: { id: string; fields: Map<string, string> }[] = [];
  for (const line of printedLines(stdout)) {
    const id = GUID.exec(line.text)?.[1];
    const [, key, value = ''] = FIELD.exec(line.text) ?? [];
    if (id !== undefined) networks.push({ id: id.toLowerCase(), fields: new Map() });
    else if (key !== undefined && networks.length > 0) networks.at(-1)?.fields.set(key.toLowerCase(), value);
    else throw unrecognized('networks of the Host Network Service', line);
  }
  return networks.map(({ id, fields }) => {
    const [subnet, gateway] = [fields.get('subnet address'), fields.get('gateway')];
    return {
      id,
      name: fields.get('name') ?? '',
      type: fields.get('type') ?? '',
      ...(subnet && { subnet }),
      ...(gateway && { gateway }),
    };
  });
}
