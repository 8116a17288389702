import type { Scope } from './bounds.ts';

/** Permissions of Microsoft Graph and Exchange that reach whole mailboxes when an application holds them. */
const MAILBOX_WIDE = [
  /^mail\.(read|readbasic|readwrite|send)(\.all|\.shared)?$/,
  /^mailboxsettings\.(read|readwrite)$/,
  /^(mailboxfolder|mailboxitem)\.(read|readwrite|importexport)(\.all)?$/,
  /^calendars\.(read|readbasic|readwrite)(\.all|\.shared)?$/,
  /^contacts\.(read|readwrite)(\.all|\.shared)?$/,
  /^full_access_as_(app|user)$/,
  /^(ews|imap|pop|smtp)\.(accessasuser\.all|accessasapp|send|sendasapp)$/,
];

/** The name without the resource before it: `https://graph.microsoft.com/Mail.Read` is `mail.read`. */
const bare = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase();

/** Whether a scope reaches everything of its kind in the tenant, by its name: `Files.ReadWrite.All`. */
export const isTenantWide = (name: string): boolean =>
  /\.all$|^full_access_as_(app|user)$/.test(bare(name));

/** Whether a scope reaches whole mailboxes: because it says so, or by its name. */
export const isMailboxWide = ({ name, mailboxWide }: Scope): boolean =>
  mailboxWide === true || MAILBOX_WIDE.some((form) => form.test(bare(name)));
