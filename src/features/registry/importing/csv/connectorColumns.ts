import { toolOf } from '../../domain/toolLine.ts';
import { type Columns, list, parts, type Read, yesOrNo } from './cells.ts';

/** `closeTicket: write, reversible` → a tool. */
const tools: Read = (text) => parts(text).map((part) => toolOf(part) ?? part);

/** `Mail.Read because it reads the shared inbox` → a scope with its reason. */
const scopes: Read = (text) =>
  parts(text).map((part) => {
    const [name, reason] = part.split(/ because (.*)/s);
    return reason === undefined ? { name } : { name, reason };
  });

/** Column → field. Several entries of a cell are divided by lines or `|`. */
export const CONNECTOR_COLUMNS: Columns = {
  id: { field: 'id' },
  displayName: { field: 'displayName' },
  status: { field: 'status' },
  environments: { field: 'environments', read: list },
  tierCeiling: { field: 'tierCeiling' },
  labels: { field: 'labels', read: list },
  systemClass: { field: 'systemClass' },
  tools: { field: 'tools', read: tools, form: 'closeTicket: write, reversible' },
  probationEnds: { field: 'probationEnds' },
  vendor: { field: 'vendor' },
  contract: { field: 'contract' },
  businessGroup: { field: 'businessGroup' },
  scopes: {
    field: 'scopes',
    read: scopes,
    form: 'Mail.Read because it reads the shared inbox',
  },
  scopeLevel: { field: 'scopeLevel' },
  connection: { field: 'connection' },
  dataDomains: { field: 'dataDomains', read: list },
  allowedSources: { field: 'contentSources.allow', read: list },
  deniedSources: { field: 'contentSources.deny', read: list },
  signsInAs: { field: 'brokeredIdentity.kind' },
  userPassthrough: { field: 'brokeredIdentity.userPassthrough', read: yesOrNo, form: 'yes' },
  shortLived: { field: 'brokeredIdentity.shortLived', read: yesOrNo, form: 'yes' },
  dataLabel: { field: 'dataClassification.label' },
  confidentialNotes: { field: 'dataClassification.confidentialNotes', read: yesOrNo, form: 'yes' },
  executiveMailboxes: {
    field: 'dataClassification.executiveMailboxes',
    read: yesOrNo,
    form: 'yes',
  },
  hrDocuments: { field: 'dataClassification.hrDocuments', read: yesOrNo, form: 'yes' },
  legalCorrespondence: {
    field: 'dataClassification.legalCorrespondence',
    read: yesOrNo,
    form: 'yes',
  },
};
