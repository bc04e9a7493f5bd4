import { parseCodePage, showCodePage } from '../windows/code-page.ts';
import { parseRegistryValues, queryRegistryValue } from '../windows/registry.ts';
import type { Command } from './command.ts';

/** The code page of an English Windows; every other one has the same ASCII. */
const DEFAULT_CODE_PAGE = 437;

const NLS_CODE_PAGE = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage';

/**
 * Asks which code page Windows' console programs print in: `chcp`, else the registry's `OEMCP`, else 437.
 *
 * @param read - Runs the command and returns its stdout, in which only ASCII counts. Undefined when it failed.
 */
export async function readOemCodePage(
  read: (command: Command) => Promise<string | undefined>,
): Promise<number> {
  const sources = [
    { command: showCodePage(), parse: parseCodePage },
    { command: queryRegistryValue(NLS_CODE_PAGE, 'OEMCP'), parse: parseOemCp },
  ];
  for (const { command, parse } of sources) {
    const stdout = await read(command);
    const codePage = stdout === undefined ? Number.NaN : parseOrNaN(parse, stdout);
    if (codePage > 0) return codePage;
  }
  return DEFAULT_CODE_PAGE;
}

/** `OEMCP` is a REG_SZ that holds the number in decimal. */
function parseOemCp(stdout: string): number {
  return Number(parseRegistryValues(stdout)[0]?.data);
}

/** Text that cannot be read is one source less, not a failure: what is decoded with it is words that no parser reads. */
function parseOrNaN(parse: (stdout: string) => number, stdout: string): number {
  try {
    return parse(stdout);
  } catch {
    return Number.NaN;
  }
}
