import { ToolkitError } from '../errors/toolkit-error.ts';
import type { WrittenReportDocument } from '../report/documents/written-report-schema.ts';
import { runPage } from '../report/run-page.ts';
import type { RunRecord } from '../scenario/run-record.ts';
import { findRun } from '../scenario/run-store.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import type { AnyStep } from '../scenario/step.ts';
import type { ReportOptions } from './commands/report.ts';
import { findScenario } from './find-scenario.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './write-report.ts';

/** Writes the page of one run. @throws ToolkitError `run.unknown`, `run.journal-damaged`, `host.file-failed` */
export async function showReport(
  wanted: string,
  { html, json = false }: ReportOptions,
  terminal: Terminal,
): Promise<void> {
  const run = findRun(runStateDirectory(terminal), wanted);
  writeReport(html, runPage(run, await plannedSteps(run)));
  const document: WrittenReportDocument = { schemaVersion: 1, runId: run.started.runId, html };
  terminal.print(json ? JSON.stringify(document) : `Written: ${html}`);
}

/** A scenario of this version names its steps; a file of somebody's own is not run to draw a page. */
async function plannedSteps({ started }: RunRecord): Promise<readonly AnyStep[]> {
  if (started.source.kind === 'file') return [];
  try {
    const { scenario } = await findScenario(started.scenario);
    const parsed = scenario.parameters.safeParse(started.parameters);
    return parsed.success ? scenario.steps(parsed.data) : [];
  } catch (error) {
    // The run of another version may name a scenario, or ports, that this one does not know.
    if (error instanceof ToolkitError) return [];
    throw error;
  }
}
