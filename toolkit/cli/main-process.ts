import { COMMANDS } from './commands.ts';
import { runProcess } from './run-process.ts';

void runProcess(COMMANDS);
