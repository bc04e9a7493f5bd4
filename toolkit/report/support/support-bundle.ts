import type { SupportReading } from '../../diagnosis/read-support.ts';
import type { PrivateNames } from './private-names.ts';
import { type Redacted, redact } from './redact.ts';

export interface SupportContent {
  /** Versions and the like, one line each. */
  readonly facts: readonly string[];
  /** What programs printed; empty where the evidence was pasted. */
  readonly readings: readonly SupportReading[];
  /** What somebody pasted, whole. */
  readonly pasted?: string;
  /** As a person sees it, without colour. */
  readonly diagnosis: string;
  /** The newest run's journal; undefined where nothing was run. */
  readonly lastRun?: string;
}

/**
 * Writes one readable page of Markdown for a bug report, redacted as a whole, so that one name stands for one thing. Pure.
 *
 * `diagnose --from` reads it like any paste: every output stands below its command, and what is no output of Windows begins with
 * `#`, which a paste passes over.
 */
export function supportBundle(content: SupportContent, known: PrivateNames): Redacted {
  const { text, replaced } = redact(body(content), known);
  const counts = Object.entries(replaced).map(([kind, count]) => `${kind} ${count}`);
  const note =
    counts.length === 0
      ? 'Nothing had to be replaced.'
      : `Replaced, each by one name throughout: ${counts.join(', ')}.`;
  return { text: `# Portwright support bundle\n\n${note}\n\n${text}`, replaced };
}

function body({ facts, readings, pasted, diagnosis, lastRun }: SupportContent): string {
  const unread = readings.filter(({ failure }) => failure !== undefined);
  return [
    section('Versions', commented(facts.join('\n'))),
    section('Diagnosis', commented(diagnosis)),
    section('Last run', commented(lastRun ?? 'nothing was run on this machine')),
    section(
      'Could not be read',
      commented(
        unread.map(({ command, failure }) => `${command}: ${failure}`).join('\n') || 'everything was read',
      ),
    ),
    ...(pasted === undefined ? [] : [section('What was pasted', pasted.trimEnd())]),
    ...readings.flatMap((reading) => (reading.failure === undefined ? [outputSection(reading)] : [])),
  ].join('\n');
}

function outputSection({ command, output = '', exitCode }: SupportReading): string {
  const ended = exitCode === undefined ? [] : [`# exit code ${exitCode}`];
  const isCmdlet = /^Get-/.test(command);
  const prompt = isCmdlet ? `PS C:\\>${command}` : `C:\\>${command}`;
  return section(`\`${command}\``, [prompt, '', output, ...ended].join('\n'));
}

/** The fence is longer than any in the text. */
function section(title: string, text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/^\s*(`{3,})/gm)].map(([, ticks = '']) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `## ${title}\n\n${fence}text\n${text}\n${fence}\n`;
}

function commented(text: string): string {
  return text
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}
