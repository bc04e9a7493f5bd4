/**
 * Words that netsh, Docker, Windows and the bundle itself print. A name that is part of one of them is replaced only where it
 * stands in a path: elsewhere the tables could no longer be read.
 */
const VOCABULARY = `
  administered administrator administrators admin active address addresses bind block blocked bound client clients connect
  connected connection container containers created default desktop diagnose diagnosis docker domain dynamic dynamicportrange
  dynamicportrangestartport dynamicportrangenumberofports engine error established excluded excludedportrange exclusion
  exclusions exited family foreign forbidden free from home host http https image interface internet ipv4 ipv6 json kernel_driver
  library linux listen listening local localhost loopback mirrored names nat netsh netstat network none number office permissions
  persistent pipe port portproxy ports portwright powershell private process program protocol public range ranges read
  reserved root running server service services setting settingname show simulated start startport state status stopped store
  support system tcp time token type ubuntu udp unknown user users version windows winnat wsl wslservice with link path mac
  sid guid email datacenter compat automatic custom outside inside root true false null port-proxy listener listeners`
  .trim()
  .split(/\s+/);

/** Fewer letters than this are replaced only as whole words. */
const SHORTEST_ANYWHERE = 4;

/** Whether a name can be replaced wherever it stands; digits alone may be a port. */
export function isDistinctive(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.length > 1 && !/^[\d.\s-]+$/.test(lower) && !VOCABULARY.some((word) => word.includes(lower));
}

/**
 * Matches a name in any case and in the ways programs write it: as it is, as JSON escapes or percent-encodes it, with the blanks
 * that UTF-16 read as bytes leaves between letters, and with what a wrong code page makes of letters that are not ASCII.
 */
export function namePattern(name: string): RegExp {
  const letters = [...name.normalize('NFC')].map(letterPattern);
  const whole = `${letters.join('')}|${letters.join(' ')}`;
  const isShort = [...name].length < SHORTEST_ANYWHERE;
  return new RegExp(isShort ? `(?<![\\p{L}\\d_])(?:${whole})(?![\\p{L}\\d_])` : whole, 'giu');
}

function letterPattern(letter: string): string {
  const cases = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])];
  const written = cases.flatMap((each) => [quote(each), ...escapesOf(each)]);
  const isAscii = (letter.codePointAt(0) ?? 0) < 0x80;
  return `(?:${[...written, ...(isAscii ? [] : ['[\\uFFFD?]{1,3}'])].join('|')})`;
}

/** `\u00f6` with any number of backslashes, `%C3%B6`, and the backslash before a quote. */
function escapesOf(text: string): string[] {
  const units = Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, '0'),
  );
  const percent = [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
  return [units.map((unit) => `\\\\{1,8}u${unit}`).join(''), percent.join('')];
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
