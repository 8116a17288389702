/** The bytes of base64 or base64url text, with or without padding; undefined where it is not the one spelling of any bytes. */
export function fromBase64Text(text: string): Uint8Array | undefined {
  const plain = text
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  const bytes = Buffer.from(plain, 'base64url');
  return bytes.toString('base64url') === plain ? Uint8Array.from(bytes) : undefined;
}
