import { closeSync, openSync, writeFileSync } from 'node:fs';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { type JUnitSuite, junitXml } from '../report/junit.ts';
import { painter } from '../report/paint.ts';
import { textTable } from '../report/table.ts';
import { describeCase, type ScenarioTestResult, testScenario } from '../scenario-test/test-scenario.ts';
import type { ChosenTrial } from './choose-trials.ts';
import { scenarioTestsDocument, scenarioTestsExitCode } from './scenario-tests-document.ts';
import type { Terminal } from './terminal.ts';

/**
 * Tries every chosen scenario and prints what became of it.
 *
 * @returns 0 when every machine passed, else 1.
 * @throws ToolkitError `host.file-failed`, before anything is tried
 */
export async function showScenarioTests(
  chosen: readonly ChosenTrial[],
  { json, junit }: { readonly json?: boolean; readonly junit?: string },
  terminal: Terminal,
): Promise<number> {
  const file = junit === undefined ? undefined : openForWriting(junit);
  const tested: ScenarioTestResult[] = [];
  for (const { scenario, trial } of chosen) {
    if (json !== true) terminal.print(`trying ${scenario.id}`);
    tested.push(await testScenario(scenario, trial));
  }
  if (file !== undefined) {
    writeFileSync(file, junitXml('portwright test', tested.map(suiteOf)));
    closeSync(file);
  }
  if (json === true) terminal.print(JSON.stringify(scenarioTestsDocument(tested)));
  else showTable(tested, terminal);
  return scenarioTestsExitCode(tested);
}

/** Trying takes a while: a file that cannot be written is better known at once. */
function openForWriting(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('host.file-failed', `cannot write ${path}: ${why}`, { cause });
  }
}

function showTable(tested: readonly ScenarioTestResult[], terminal: Terminal): void {
  const paint = painter(terminal.colour);
  for (const { scenario, results } of tested) {
    for (const { machine, wrong } of results.filter((result) => result.wrong.length > 0)) {
      terminal.print(`${paint('red', 'failed')} ${scenario} on ${describeCase(machine)}`);
      for (const what of wrong) terminal.print(`    ${what}`);
    }
  }
  const rows = tested.map(({ scenario, results }) => {
    const failed = results.filter(({ wrong }) => wrong.length > 0).length;
    const seconds = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
    return [
      scenario,
      `${results.length}`,
      `${results.length - failed}`,
      `${failed}`,
      `${seconds.toFixed(1)} s`,
    ];
  });
  const columns = ['scenario', 'simulated machines', 'passed', 'failed', 'time'].map((title) => ({ title }));
  for (const line of textTable(columns, rows)) terminal.print(line);
  const total = tested.reduce((sum, { results }) => sum + results.length, 0);
  terminal.print(`${total} simulated machines: converged, ran again, verified, restarted, rolled back`);
}

function suiteOf({ scenario, results }: ScenarioTestResult): JUnitSuite {
  return {
    name: scenario,
    cases: results.map(({ machine, wrong, durationMs }) => ({
      name: describeCase(machine),
      className: `portwright.${scenario}`,
      durationMs,
      result: wrong.length === 0 ? { kind: 'passed' } : { kind: 'failed', message: wrong.join('; ') },
    })),
  };
}
