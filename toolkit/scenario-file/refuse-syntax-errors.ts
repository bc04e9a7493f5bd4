import ts from 'typescript';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import type { ScenarioText } from './scenario-text.ts';

/**
 * Reads a JavaScript file as TypeScript would, for the places of its syntax errors.
 *
 * @throws ToolkitError `scenario.load-failed` with file, line and column where there are any.
 */
export function refuseSyntaxErrors({ path, text }: ScenarioText): void {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
  });
  if (diagnostics.length === 0) return;
  const message = diagnosticsText(path, diagnostics, 'syntax', ts.flattenDiagnosticMessageText);
  throw new ToolkitError('scenario.load-failed', message);
}
