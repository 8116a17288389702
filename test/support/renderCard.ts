import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Card } from '../../src/kernel/chat.ts';
import { chromiumArgs } from './browser.ts';

/** The looks of Teams that people use. */
export type Look = 'light' | 'dark' | 'contrast';

const RENDERER = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  'adaptivecards',
  'dist',
  'adaptivecards.min.js',
);

interface Colours {
  readonly page: string;
  readonly card: string;
  readonly text: string;
  readonly subtle: string;
  readonly line: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly on: Readonly<Record<'emphasis' | 'accent' | 'good' | 'warning' | 'attention', string>>;
  /** Text and background of a button's kinds. */
  readonly button: Readonly<
    Record<'default' | 'positive' | 'destructive', readonly [string, string]>
  >;
}

/** After Teams' own themes: close enough to judge hierarchy and contrast by. */
const COLOURS: Readonly<Record<Look, Colours>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    text: '#242424',
    subtle: '#616161',
    line: '#d1d1d1',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a3707',
    attention: '#b10e1c',
    on: {
      emphasis: '#f0f0f0',
      accent: '#e8ebfa',
      good: '#f1faf1',
      warning: '#fdf6e3',
      attention: '#fdf3f4',
    },
    button: {
      default: ['#242424', '#ffffff'],
      positive: ['#ffffff', '#5b5fc7'],
      destructive: ['#b10e1c', '#ffffff'],
    },
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#525252',
    accent: '#9299f7',
    good: '#54b054',
    warning: '#faa06b',
    attention: '#f1707b',
    on: {
      emphasis: '#333333',
      accent: '#2f2f4a',
      good: '#052505',
      warning: '#411200',
      attention: '#3b0509',
    },
    button: {
      default: ['#ffffff', '#292929'],
      positive: ['#ffffff', '#5b5fc7'],
      destructive: ['#f1707b', '#292929'],
    },
  },
  contrast: {
    page: '#000000',
    card: '#000000',
    text: '#ffffff',
    subtle: '#ffffff',
    line: '#ffffff',
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ff8f8f',
    on: {
      emphasis: '#000000',
      accent: '#000000',
      good: '#000000',
      warning: '#000000',
      attention: '#000000',
    },
    button: {
      default: ['#ffffff', '#000000'],
      positive: ['#000000', '#ffff01'],
      destructive: ['#ff8f8f', '#000000'],
    },
  },
};

const colour = (text: string, subtle = text) => ({ default: text, subtle });

function containerStyle(colours: Colours, background: string) {
  return {
    backgroundColor: background,
    borderColor: colours.line,
    foregroundColors: {
      default: colour(colours.text, colours.subtle),
      accent: colour(colours.accent),
      good: colour(colours.good),
      warning: colour(colours.warning),
      attention: colour(colours.attention),
    },
  };
}

function hostConfig(look: Look) {
  const colours = COLOURS[look];
  const styles = Object.entries(colours.on).map(([name, background]) => [
    name,
    containerStyle(colours, background),
  ]);
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: colours.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', 'DejaVu Sans', sans-serif" },
      monospace: { fontFamily: "'DejaVu Sans Mono', monospace" },
    },
    containerStyles: {
      default: containerStyle(colours, colours.card),
      ...Object.fromEntries(styles),
    },
    actions: {
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      maxActions: 6,
      buttonSpacing: 8,
      spacing: 'default',
    },
  };
}

function styleSheet(look: Look): string {
  const { page, card, text, line, accent, button } = COLOURS[look];
  const one = (selector: string, [ink, ground]: readonly [string, string]) =>
    `${selector}{color:${ink}!important;background:${ground}!important}`;
  return [
    `body{margin:0;padding:12px;background:${page}}`,
    `#card{box-sizing:border-box;background:${card};border:1px solid ${line};border-radius:6px;overflow:hidden}`,
    `.ac-pushButton{font:600 14px 'Segoe UI','DejaVu Sans',sans-serif;padding:6px 16px;border:1px solid ${line};border-radius:4px;margin-bottom:4px}`,
    one('.ac-pushButton', button.default),
    one('.ac-pushButton.style-positive', button.positive),
    one('.ac-pushButton.style-destructive', button.destructive),
    `.ac-container.ac-adaptiveCard .ac-container[style*="background-color"]{border-radius:4px}`,
    `.ac-input{box-sizing:border-box;width:100%;font:14px 'Segoe UI','DejaVu Sans',sans-serif;padding:6px;color:${text};background:${card};border:1px solid ${line};border-radius:4px}`,
    `.ac-multichoiceInput{padding:6px}`,
    `a{color:${accent}}`,
    look === 'contrast'
      ? `.ac-container[style*="background-color"]{outline:1px solid ${line};outline-offset:-1px}`
      : '',
  ].join('\n');
}

/** One browser for many cards, made with `chromiumPath()`. `close` it. */
export interface CardBrowser {
  /** The card as a PNG, `width` CSS pixels wide (Teams: about 600 on a desktop, 360 on a phone). */
  picture(card: Card, look: Look, width?: number): Promise<Uint8Array>;
  /** What a person would read, and what could be followed or pressed. */
  read(card: Card): Promise<{ text: string; links: string[]; images: number; buttons: string[] }>;
  close(): Promise<void>;
}

export async function openCardBrowser(executablePath: string): Promise<CardBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [...chromiumArgs],
  });
  const renderer = readFileSync(RENDERER, 'utf8');
  const show = async (card: Card, look: Look, width: number): Promise<Page> => {
    const page = await browser.newPage({
      viewport: { width: width + 26, height: 400 },
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
      deviceScaleFactor: 1.5,
    });
    await page.setContent(`<!doctype html><style>${styleSheet(look)}</style><div id="card"></div>`);
    await page.addScriptTag({ content: renderer });
    await page.evaluate(`(() => {
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'); result.didProcess = true; };
      const shown = new AdaptiveCards.AdaptiveCard();
      shown.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(look))});
      shown.parse(${JSON.stringify(card).replaceAll('<', String.raw`\u003c`)});
      document.getElementById('card').append(shown.render());
    })()`);
    return page;
  };
  return {
    async picture(card, look, width = 600) {
      const page = await show(card, look, width);
      const png = await page.screenshot({ fullPage: true });
      await page.close();
      return png;
    },
    async read(card) {
      const page = await show(card, 'light', 600);
      const read = await page.evaluate(`(() => {
        const shown = document.getElementById('card');
        return {
          text: shown.innerText,
          links: [...shown.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? ''),
          images: shown.querySelectorAll('img').length,
          buttons: [...shown.querySelectorAll('button')].map((button) => button.innerText),
        };
      })()`);
      await page.close();
      return read as { text: string; links: string[]; images: number; buttons: string[] };
    },
    close: () => browser.close(),
  };
}
