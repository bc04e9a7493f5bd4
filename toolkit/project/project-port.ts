import type { AskedPort } from '../diagnosis/asked-port.ts';
import { MAX_PORT } from '../ports/port-range.ts';

/** A port that a file of a project names, and the words it does so with. */
export interface ProjectPort extends AskedPort {
  readonly text: string;
}

/** @returns The number, or undefined for what is no port of 1-65535; 0 lets the system choose. */
export function readPortNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= MAX_PORT
    ? number
    : undefined;
}
