import type { Diagnosis } from '../diagnosis/diagnose.ts';
import type { Terminal } from './terminal.ts';

/** Prints a diagnosis in the form asked for. */
export async function showDiagnosis(
  diagnosis: Diagnosis,
  { json = false, causeOnly = false }: { readonly json?: boolean | undefined; readonly causeOnly?: boolean },
  terminal: Terminal,
): Promise<void> {
  if (json) {
    const { diagnosisDocument } = await import('../report/diagnosis-document.ts');
    terminal.print(JSON.stringify(diagnosisDocument(diagnosis)));
  } else {
    const { diagnosisText } = await import('../report/diagnosis-text.ts');
    terminal.print(
      diagnosisText(diagnosis, { colour: terminal.colour, columns: terminal.columns, causeOnly }),
    );
  }
}
