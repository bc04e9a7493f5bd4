import type { ExitCode } from '../errors/error-codes.ts';

const MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done, or nothing to do',
  1: 'failed; everything was put back',
  2: 'bad input; nothing was changed',
  3: 'failed, and something could not be put back',
  4: 'needs elevation; nothing was changed',
  5: 'there are changes to make',
  130: 'interrupted; everything was put back',
  3010: 'a restart of Windows is required',
};

/** What an exit code of Portwright means. Where a process cannot end with 3010 (not Windows), 194 is its low byte. */
export function exitCodeText(exitCode: number): string {
  const meaning = Object.entries(MEANINGS).find(
    ([code]) => Number(code) === exitCode || Number(code) % 256 === exitCode,
  );
  return meaning?.[1] ?? 'not one of Portwright’s own';
}
