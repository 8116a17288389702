import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Card } from '../../src/kernel/chat.ts';
import { chromiumArgs } from './browser.ts';
import { hostConfig, type Look, styleSheet } from './teamsLooks.ts';

const RENDERER = join(
  import.meta.dirname,
  '../../node_modules/adaptivecards/dist/adaptivecards.min.js',
);

/** Our own texts hold no Markdown; what looks like it came from outside and must stay as it is. */
const SETUP = `
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    result.didProcess = true;
  };
  globalThis.showCard = (card, config) => {
    const shown = new AdaptiveCards.AdaptiveCard();
    shown.hostConfig = new AdaptiveCards.HostConfig(config);
    shown.parse(card);
    document.getElementById('card').replaceChildren(shown.render());
  };`;

const READ = `(() => {
  const shown = document.getElementById('card');
  const all = [...shown.querySelectorAll('*')];
  const isCut = (part) =>
    part.clientWidth > 0 &&
    part.scrollWidth > part.clientWidth + 1 &&
    getComputedStyle(part).display !== 'inline' &&
    !part.matches('input, select');
  return {
    text: shown.innerText,
    links: all.filter((part) => part.matches('a')).map((link) => String(link.getAttribute('href'))),
    images: all.filter((part) => part.matches('img')).length,
    buttons: all.filter((part) => part.matches('button')).map((button) => button.innerText),
    cutOff: all.filter(isCut).map((part) => part.innerText.slice(0, 60)),
  };
})()`;

interface Seen {
  readonly text: string;
  readonly links: readonly string[];
  readonly images: number;
  readonly buttons: readonly string[];
  /** Texts that stand out of their place and are cut. */
  readonly cutOff: readonly string[];
}

/** One browser for many cards, made with `chromiumPath()`. `close` it. */
export interface CardBrowser {
  /** The card as a PNG, `width` CSS pixels wide (Teams: about 600 on a desktop, 330 on a phone). */
  picture(card: Card, look: Look, width?: number): Promise<Uint8Array>;
  /** What a person would read, and what could be followed or pressed. */
  read(card: Card, width?: number): Promise<Seen>;
  close(): Promise<void>;
}

export async function openCardBrowser(executablePath: string): Promise<CardBrowser> {
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  const page = await browser.newPage({
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    deviceScaleFactor: 1.5,
  });
  await page.setContent('<!doctype html><style></style><div id="card"></div>');
  await page.addScriptTag({ content: readFileSync(RENDERER, 'utf8') });
  await page.addScriptTag({ content: SETUP });
  return {
    async picture(card, look, width = 600) {
      await show(page, card, { look, width });
      return page.screenshot({ fullPage: true });
    },
    async read(card, width = 600) {
      await show(page, card, { look: 'light', width });
      return page.evaluate<Seen>(READ);
    },
    close: () => browser.close(),
  };
}

async function show(page: Page, card: Card, how: { look: Look; width: number }): Promise<void> {
  const [style, config] = [styleSheet(how.look), hostConfig(how.look)].map((value) =>
    JSON.stringify(value),
  );
  await page.setViewportSize({ width: how.width + 26, height: 400 });
  await page.evaluate(
    `document.querySelector('style').textContent = ${style}; showCard(${JSON.stringify(card)}, ${config});`,
  );
}
