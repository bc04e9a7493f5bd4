import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Why a test in a real browser is skipped. */
export const NO_CHROMIUM =
  'there is no Chromium: install the package chromium, or name one with PORTWRIGHT_CHROMIUM';

/** Path of a Chromium, or undefined. */
export function findChromium(): string | undefined {
  return [process.env.PORTWRIGHT_CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
}
