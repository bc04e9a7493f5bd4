export const READS_ONLY = 'It reads only, and needs no administrator rights.';
