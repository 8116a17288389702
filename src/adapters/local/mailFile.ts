/** A mail as the demo agent would hand it to a mail server. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly date: Date;
  /** Goes into Message-ID and X-Countersign-Request: where the permission for this mail stands. */
  readonly request: string;
}

const ADDRESS = /^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/;

/** RFC 2047 encoded words of at most 75 characters; plain where the text is short printable ASCII. */
function encodedHeader(text: string): string {
  if (/^[\x20-\x7e]{0,70}$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 42) {
      words.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  words.push(chunk);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

/** The mail as RFC 5322 text with CRLF line ends. Throws RangeError on an address that could end a header. */
export function emlText(mail: Mail): string {
  for (const address of [mail.from, ...mail.to])
    if (!ADDRESS.test(address))
      throw new RangeError(`not a mail address: ${JSON.stringify(address)}`);
  const body = Buffer.from(mail.body).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return [
    `From: ${mail.from}`,
    `To: ${mail.to.join(',\r\n ')}`,
    `Subject: ${encodedHeader(mail.subject)}`,
    `Date: ${mail.date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.request.toLowerCase()}.${mail.date.getTime()}@contoso.example>`,
    `X-Countersign-Request: ${mail.request}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    body,
    '',
  ].join('\r\n');
}
