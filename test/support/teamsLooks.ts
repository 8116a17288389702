/** The looks of Teams that people use. */
export type Look = 'light' | 'dark' | 'contrast';

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

/** The host config of a look, as the renderer takes it. */
export function hostConfig(look: Look) {
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

/** What a page needs around and inside the card to look alike. */
export function styleSheet(look: Look): string {
  const { page, card, text, line, accent, button } = COLOURS[look];
  const one = (selector: string, [ink, ground]: readonly [string, string]) =>
    `${selector}{color:${ink}!important;background:${ground}!important}`;
  return [
    `body{margin:0;padding:12px;background:${page}}`,
    `#card{box-sizing:border-box;word-break:break-word;background:${card};border:1px solid ${line};border-radius:6px;overflow:hidden}`,
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
