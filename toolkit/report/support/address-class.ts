/** What kind of network an address is of; `kept` says nothing about anybody: loopback, wildcard, a mask. */
export type AddressClass = 'kept' | 'private' | 'link-local' | 'shared' | 'multicast' | 'public';

/** Classes of RFC 1918, 3927, 6598 and 5771. @returns Undefined where the text is no IPv4 address. */
export function ipv4Class(text: string): AddressClass | undefined {
  const bytes = text.split('.').map(Number);
  const [first = 0, second = 0] = bytes;
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return undefined;
  if (first === 127 || text === '0.0.0.0' || (first === 255 && bytes[3] === 0) || text === '255.255.255.255')
    return 'kept';
  if (first === 10 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168))
    return 'private';
  if (first === 169 && second === 254) return 'link-local';
  if (first === 100 && second >= 64 && second < 128) return 'shared';
  return first >= 224 && first < 240 ? 'multicast' : 'public';
}

/** Classes of RFC 4291 and 4193. @param text - A valid IPv6 address, perhaps with a zone. */
export function ipv6Class(text: string): AddressClass {
  const address = text.toLowerCase().replace(/%.*$/, '');
  if (address === '::' || address === '::1') return 'kept';
  if (/^fe[89ab]/.test(address)) return 'link-local';
  if (/^f[cd]/.test(address)) return 'private';
  return address.startsWith('ff') ? 'multicast' : 'public';
}
