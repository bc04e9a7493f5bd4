import { defineDiagnose } from './commands/diagnose.ts';
import { runProcess } from './run-process.ts';

void runProcess([defineDiagnose]);
