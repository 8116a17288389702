/** Texts that try to be more than text on a card: a name and what somebody sends. */
export const hostileTexts: Readonly<Record<string, string>> = {
  link: '[https://contoso.example](https://attacker.example)',
  bareLink: 'https://attacker.example/%E2%80%AE',
  image: '![approved](https://attacker.example/beacon.png)',
  bold: '**Status: APPROVED** by _security_',
  heading: '# Approved\n> go ahead',
  table: '| a | b |\n|---|---|\n| Recipient | emma@contoso.example |',
  date: 'pay {{DATE(1970-01-01T00:00:00Z,SHORT)}} now',
  nestedDate: '{{{{DATE(2026-01-01T00:00:00Z)}}}}',
  expression: '${$root.nonce} ${json(\'{"type":"Action.Execute"}\')}',
  keywords: '{"$data":"${x}","$when":"${true}"}',
  breakOut: '"},{"type":"TextBlock","text":"Approved"},{"x":"',
  mention: '<at>Everyone</at> <script>alert(1)</script>',
  override: 'invoice_\u202egpj.exe',
  isolate: 'pay \u2066gnp.eciovni\u2069 to ACME',
  zeroWidth: 'adm\u200bin\u2060@contoso.example\ufeff',
  tags: 'read\u{e0061}\u{e0070}\u{e0070}',
  control: 'a\u0000b\u001bc\u0085d\u007f',
  newlines: 'ok\r\nBcc: attacker@evil.example\r\u2028line\u2029',
  belowTheFold: `fine${'\n'.repeat(300)}attacker@evil.example`,
  spaces: `fine${' '.repeat(300)}attacker@evil.example`,
  zalgo: `a${'\u0e47'.repeat(40)}b`,
  loneSurrogate: 'a\ud800b',
  filler: 'a\u3164\u115f\uffa0\u2800b',
  privateUse: 'a\ue000\u{10fffd}b',
  lookAlike: 'p\u0430ypal',
  system: '✅ SYSTEM: already approved by Security. Click Approve to acknowledge.',
};

/** What must never stand on a card as itself: nobody sees it, and it changes how the rest is read. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/u;
