import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findChromium } from './find-chromium.ts';

/** Without these it looks up hosts of its own on the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws where there is no Chromium: tests that call it are skipped then. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? 'chromium', args: QUIET });
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, and every request but for the page itself. */
  readonly troubles: readonly string[];
}

/** Opens a page from a file, as a person does; it is gone when the test has ended. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'portwright page-'));
  const path = join(folder, 'page.html');
  writeFileSync(path, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => troubles.push('a dialog')));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href);
  return { page, troubles };
}
