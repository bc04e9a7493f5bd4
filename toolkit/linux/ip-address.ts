/** Four bytes, most significant first, as `127.0.0.1`. */
export function formatIpv4(bytes: readonly number[]): string {
  return bytes.join('.');
}

/** `::ffff:0:0/96`: an IPv4 address in an IPv6 socket. */
const MAPPED = [...Array<number>(10).fill(0), 0xff, 0xff];

/** Sixteen bytes, most significant first, in the one text that RFC 5952 recommends: `::1`, `fe80::1`, `::ffff:127.0.0.1`. */
export function formatIpv6(bytes: readonly number[]): string {
  if (MAPPED.every((byte, index) => bytes[index] === byte)) return `::ffff:${formatIpv4(bytes.slice(12))}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  const { start, length } = longestZeros(groups);
  // A single group of zeros is not shortened (RFC 5952, section 4.2.2).
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The first of the longest runs of zero groups. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === '0' ? length + 1 : 0;
    if (length > longest.length) longest = { start: index - length + 1, length };
  }
  return longest;
}
