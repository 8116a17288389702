const DECIMAL = /^(0|[1-9]\d{0,17})(?:\.(\d{1,6}))?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Digits after the point that an amount may have. */
const PLACES = 6;

export const isAmount = (text: string): boolean => DECIMAL.test(text);
export const isCurrency = (text: string): boolean => CURRENCY.test(text);

function scaled(text: string): bigint | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(PLACES, '0'));
}

/** Whether a decimal string is at most another, exactly; false where one of them is none. */
export function isAtMost(amount: string, limit: string): boolean {
  const [a, b] = [scaled(amount), scaled(limit)];
  return a !== undefined && b !== undefined && a <= b;
}
