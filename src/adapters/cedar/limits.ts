/** Text longer than this is no policy file. */
const LONGEST = 64 * 1024;
/** Brackets within brackets; our own policies need four. */
const DEEPEST = 24;
/** Operators in one policy: the engine's parser recurses over them. */
const MOST_OPERATORS = 120;
const MOST_POLICIES = 200;

/** Why a text is not even shown to the engine; undefined: it may be. Strings and comments do not count as brackets or operators. */
export function beyondLimits(text: string): string | undefined {
  if (text.length > LONGEST) return `a policy file has at most ${LONGEST} characters`;
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*/g, '""');
  let [depth, operators, policies] = [0, 0, 0];
  for (const [mark] of bare.matchAll(
    /[([{]|[)\]}]|;|&&|\|\||[!<>=+*-]|\b(?:if|in|has|like|is)\b|\./g,
  )) {
    if (mark === ';') {
      policies += 1;
      operators = 0;
    } else if ('([{'.includes(mark)) depth += 1;
    else if (')]}'.includes(mark)) depth -= 1;
    else operators += 1;
    if (depth > DEEPEST) return `brackets stand in each other at most ${DEEPEST} deep`;
    if (operators > MOST_OPERATORS) return `a policy has at most ${MOST_OPERATORS} operators`;
    if (policies > MOST_POLICIES) return `a file has at most ${MOST_POLICIES} policies`;
  }
  return undefined;
}
