/** Whether two texts are equal; every character is compared, so that the time it takes tells nothing. */
export function sameText(right: string, given: string): boolean {
  let different = right.length ^ given.length;
  for (let i = 0; i < right.length; i += 1)
    different |= right.charCodeAt(i) ^ given.charCodeAt(i % Math.max(1, given.length));
  return different === 0;
}
