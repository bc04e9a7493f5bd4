import { impactNote } from './change-help.ts';

/** For what writes a file that the caller names. */
export const WRITES_ITS_FILE = `It reads the machine and changes nothing but the file that it writes. ${impactNote('Medium')}`;
