import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Seen from this file, from the bundle's entry, and from its chunks. */
const FOLDERS = ['page/', './port-map-page/', '../port-map-page/'];

/** Reads a file of the page as it is kept: a real style sheet and a real script. */
export function readPageFile(name: 'page.css' | 'page.js'): string {
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${name}`, import.meta.url)));
  const path = paths.find((each) => existsSync(each));
  if (path === undefined) throw new Error(`${name} is not installed in ${paths.join(' or ')}`);
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}

/** How a content security policy names one inline text, and so allows no other. */
export function cspHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
