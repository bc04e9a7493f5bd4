/** An IPv4 network as Windows writes it, `172.19.128.0/20`. */
export interface Ipv4Network {
  /** The number of its first address, 0 to 2^32 - 1. */
  readonly first: number;
  /** How many addresses it has, from 1 to 2^32. */
  readonly size: number;
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** Four decimal numbers without leading zeros. */
export const IPV4_ADDRESS = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** Whether the text is an IPv4 address of four decimal numbers without leading zeros. */
export function isIpv4Address(text: string): boolean {
  return IPV4_ADDRESS.test(text);
}

/**
 * Reads a network, the address of any host in it being as good as its first.
 *
 * @returns undefined for text that is no `address/prefix length`.
 *
 * @example
 * parseIpv4Network('172.19.128.0/20'); // 4096 addresses from 172.19.128.0
 */
export function parseIpv4Network(text: string): Ipv4Network | undefined {
  const [, address = '', bits = ''] = /^(\S+)\/(\d{1,2})$/.exec(text.trim()) ?? [];
  if (!isIpv4Address(address) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  const number = numberOf(address);
  return { first: number - (number % size), size };
}

/** Whether the address lies in the network; false for text that is no IPv4 address. */
export function isInNetwork({ first, size }: Ipv4Network, address: string): boolean {
  if (!isIpv4Address(address)) return false;
  const number = numberOf(address);
  return number >= first && number < first + size;
}

/** The mask in four numbers: `255.255.240.0`. */
export function networkMask({ size }: Ipv4Network): string {
  return addressOf(2 ** 32 - size);
}

/** `172.19.128.0/20`, from its first address. */
export function formatIpv4Network({ first, size }: Ipv4Network): string {
  return `${addressOf(first)}/${32 - Math.log2(size)}`;
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
