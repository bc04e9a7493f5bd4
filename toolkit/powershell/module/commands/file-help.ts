import { impactNote } from './change-help.ts';

const ASKS = impactNote('Medium');

/** For what reads a machine and writes a file that the caller names. */
export const WRITES_ITS_FILE = `It reads the machine and changes nothing but the file that it writes. ${ASKS}`;

/** The same for what works on files alone, a simulated machine among them. */
export const WRITES_ONLY_A_FILE = `It touches no real machine, and changes nothing but the file that it writes. ${ASKS}`;
