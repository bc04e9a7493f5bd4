import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnosePort } from '../../../toolkit/diagnosis/classify-port.ts';
import { mapPage } from '../../../toolkit/report/port-map/map-page.ts';
import type { Plan } from '../../../toolkit/scenario/plan.ts';
import {
  container,
  dynamic,
  probe,
  readMachine,
  rows,
  socket,
  TCP_8065,
  WIDE,
} from '../../diagnosis/snapshots.ts';
import { findChromium, NO_CHROMIUM } from './find-chromium.ts';
import { openPage, startChromium } from './open-page.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>';
const snapshot = readMachine({
  excludedPortRanges: { tcp: rows('1024-1123', '5357', '8000-8099', '8100-8199', '50000-50059*') },
  dynamicPortRanges: dynamic(WIDE),
  sockets: [socket(445), socket(3000, { processName: HOSTILE })],
  probes: [probe(10013)],
  containers: [container({ name: HOSTILE, status: 'exited' })],
});
const plan: Plan = {
  schemaVersion: 1,
  scenario: 'fix',
  title: HOSTILE,
  parameters: {},
  host: { kind: 'windows', machine: 'local' },
  steps: [],
  changes: [{ action: 'cycle', what: 'service winnat stop → start' }],
  promises: [
    {
      stepId: 's',
      fact: {
        kind: 'excluded-port-range',
        protocol: 'tcp',
        lasting: true,
        startPort: 8065,
        numberOfPorts: 1,
      },
    },
  ],
  fingerprint: 'f',
};
const HTML = mapPage({ snapshot, asked: [TCP_8065], plan });

const focusedName = (page: Page) => page.evaluate('document.activeElement?.getAttribute("aria-label")');
const windowOf = (page: Page) => page.locator('.view-before .lens').getAttribute('viewBox');

describe.skipIf(findChromium() === undefined)(`the page in Chromium (skipped where ${NO_CHROMIUM})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test('asks nothing of the network, logs nothing, and runs nothing of a hostile name', async () => {
    const { page, troubles } = await openPage(browser, HTML);
    await page.getByLabel('Look up a port').fill('3000');
    await page.keyboard.press('Enter');
    expect(await page.locator('.view-before .answer').textContent()).toContain(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  test('says on the first screen why 8065 is blocked, and what to do', async () => {
    const { page } = await openPage(browser, HTML);
    for (const text of ['8065', 'reserved', '8000-8099, 100 ports', 'portwright fix 8065']) {
      const box = await page.locator('.view-before .card').getByText(text).first().boundingBox();
      expect(box?.y ?? 9999, text).toBeLessThan(400);
    }
    expect((await page.locator('.view-before .lens').boundingBox())?.y).toBeLessThan(700);
  });

  test('leads by keyboard alone to the block of 8065, to its neighbours, and to what is known of it', async () => {
    const { page, troubles } = await openPage(browser, HTML);
    for (let press = 0; press < 25; press++) {
      await page.keyboard.press('Tab');
      if (String(await focusedName(page)).startsWith('tcp 8000-8099')) break;
    }
    expect(await focusedName(page)).toMatch(/^tcp 8000-8099: Windows NAT \(winnat\), 100 ports/);
    await page.keyboard.press('ArrowRight');
    expect(await focusedName(page)).toMatch(/^tcp 8100-8199/);
    await page.keyboard.press('Home');
    expect(await focusedName(page)).toMatch(/^tcp 445: in use/);
    await page.keyboard.press('End');
    expect(await focusedName(page)).toMatch(/^tcp 50000-50059/);
    for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain(diagnosePort(snapshot, TCP_8065).summary);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(await focusedName(page)).toMatch(/^tcp 8000-8099/);
    expect(troubles).toEqual([]);
  });

  test.each([
    ['8150', { port: 8150, protocol: 'tcp' as const }],
    ['40000/tcp', { port: 40000, protocol: 'tcp' as const }],
    [' 445 / TCP ', { port: 445, protocol: 'tcp' as const }],
  ])('answers for %s as a diagnosis does', async (typed, asked) => {
    const { page } = await openPage(browser, HTML);
    await page.keyboard.press('/');
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    const { summary, verdict, evidence } = diagnosePort(snapshot, asked);
    const found = await page.locator('.view-before .answer').textContent();
    for (const text of [summary, verdict, ...evidence.map(({ text: each }) => each)])
      expect(found).toContain(text);
  });

  test('says of a protocol that was not read that nothing is known of it', async () => {
    const { page } = await openPage(browser, HTML);
    await page.getByLabel('Look up a port').fill('53/UDP');
    await page.keyboard.press('Enter');
    expect(await page.locator('.view-before .answer').textContent()).toBe(
      'udp was not read: nothing is known of 53.',
    );
  });

  test('says of what is no port what one looks like', async () => {
    const { page } = await openPage(browser, HTML);
    await page.getByLabel('Look up a port').fill('99999');
    await page.getByRole('button', { name: 'Why?' }).click();
    expect(await page.locator('.view-before .answer').textContent()).toContain('from 1 to 65535');
  });

  test('zooms and moves, never past the first or the last port', async () => {
    const { page } = await openPage(browser, HTML);
    const press = async (name: string, times: number) => {
      const button = page.locator('.view-before').getByRole('button', { name });
      for (let time = 0; time < times; time++) await button.click();
    };
    expect(await windowOf(page)).toBe('7809 0 512 40');
    await press('Zoom in', 1);
    expect(await windowOf(page)).toBe('7937 0 256 40');
    await press('Move left', 70);
    expect(await windowOf(page)).toBe('0 0 256 40');
    await press('Zoom out', 12);
    expect(await windowOf(page)).toBe('0 0 65536 40');
    await press('Zoom in', 20);
    expect((await windowOf(page))?.split(' ')[2]).toBe('32');
  });

  test('shows a name where the pointer is', async () => {
    const { page } = await openPage(browser, HTML);
    await page.locator('.view-before .seg[data-seg="before-tcp-row-8100"] rect').first().hover();
    expect(await page.locator('#tip').textContent()).toMatch(/^tcp 8100-8199/);
  });

  test.each([true, false])(
    'switches to what the plan makes of it, with JavaScript %s',
    async (javaScriptEnabled) => {
      const { page, troubles } = await openPage(browser, HTML, { javaScriptEnabled });
      expect(await page.locator('.view-after').isVisible()).toBe(false);
      await page.getByText('After', { exact: true }).click();
      expect(await page.locator('.view-before').isVisible()).toBe(false);
      expect(await page.locator('.view-after .card').textContent()).toContain('excluded');
      expect(await page.locator('.view-after .callout').textContent()).toContain('nobody can know');
      expect(troubles).toEqual([]);
    },
  );

  test('without JavaScript is a picture whose parts lead to the table', async () => {
    const { page, troubles } = await openPage(browser, HTML, { javaScriptEnabled: false });
    expect(await page.getByLabel('Look up a port').isVisible()).toBe(false);
    await page.locator('.view-before .seg').first().focus();
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#before-tcp-row-1024');
    expect(await page.locator('tr:target').textContent()).toContain('1024-1123');
    expect(troubles).toEqual([]);
  });

  test('is dark where a dark scheme is preferred, and prints light, without what only works on a screen', async () => {
    const { page } = await openPage(browser, HTML, { colorScheme: 'dark' });
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await paper()).toBe('rgb(18, 22, 28)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await paper()).toBe('rgb(255, 255, 255)');
    expect(await page.getByLabel('Look up a port').isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each([320, 768])('needs no scrolling sideways at %i pixels', async (width) => {
    const { page } = await openPage(browser, HTML, { viewport: { width, height: 700 } });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });

  test('gives every part that can be reached a name of its own', async () => {
    const { page } = await openPage(browser, HTML);
    const names: unknown = await page.evaluate(
      '[...document.querySelectorAll("button, a, input, dialog, [role]")].map((each) => each.getAttribute("aria-label") ?? each.getAttribute("aria-labelledby") ?? each.labels?.[0]?.textContent ?? each.textContent.trim())',
    );
    expect(names).toBeInstanceOf(Array);
    expect((names as readonly string[]).filter((name) => name === '')).toEqual(['']);
  });
});
