import { type ConnectorAsk, connectorAsk } from '../asking/askSchemas.ts';
import { readTools } from './toolLines.ts';
import { partsOf, type Read, readForm, type Typed } from './typed.ts';

/** Ids of the inputs, which are the names of the API's fields. */
export const CONNECTOR_FIELDS = [
  'requestedFor',
  'environment',
  'displayName',
  'connectorId',
  'vendor',
  'systemClass',
  'connection',
  'dataDomains',
  'scopes',
  'scopeReason',
  'tools',
  'businessJustification',
  'securityNotes',
  'label',
  'confidentialNotes',
  'executiveMailboxes',
  'hrDocuments',
  'legalCorrespondence',
  'rollbackPlan',
] as const;

export type ConnectorField = (typeof CONNECTOR_FIELDS)[number];
export type ConnectorTyped = Typed<ConnectorField>;

/** What the form calls its fields. */
export const CONNECTOR_LABELS: Readonly<Record<ConnectorField, string>> = {
  requestedFor: 'Agent',
  environment: 'Where',
  displayName: 'Name of the connector',
  connectorId: 'Id',
  vendor: 'Vendor',
  systemClass: 'Kind of system',
  connection: 'Connection',
  dataDomains: 'Data it reaches',
  scopes: 'Scopes',
  scopeReason: 'Why these scopes',
  tools: 'Tools',
  businessJustification: 'Business justification',
  securityNotes: 'Security notes',
  label: 'Data classification',
  confidentialNotes: 'It can reach confidential notes',
  executiveMailboxes: 'It can reach executive mailboxes',
  hrDocuments: 'It can reach HR documents',
  legalCorrespondence: 'It can reach legal correspondence',
  rollbackPlan: 'Rollback plan',
};

const isField = (name: string): name is ConnectorField =>
  CONNECTOR_FIELDS.some((field) => field === name);

const fieldOf = (name: string) => {
  const id = name === 'dataClassification' ? 'label' : name;
  return { id, label: isField(id) ? CONNECTOR_LABELS[id] : 'The form' };
};

const isOn = (value: string): boolean => value === 'true';

/** A filled form as the API takes it, or everything that is wrong with it. */
export function readConnectorForm(typed: ConnectorTyped): Read<ConnectorAsk> {
  const { tools, mistakes } = readTools(typed.tools);
  const [vendor, scopeReason] = [typed.vendor.trim(), typed.scopeReason.trim()];
  const read = readForm(
    connectorAsk,
    {
      kind: 'connector',
      connectorId: typed.connectorId.trim().toLowerCase(),
      displayName: typed.displayName,
      ...(vendor !== '' && { vendor }),
      systemClass: typed.systemClass,
      dataDomains: partsOf(typed.dataDomains),
      scopes: partsOf(typed.scopes),
      ...(scopeReason !== '' && { scopeReason }),
      connection: typed.connection,
      tools,
      businessJustification: typed.businessJustification,
      securityNotes: typed.securityNotes,
      dataClassification: {
        label: typed.label,
        confidentialNotes: isOn(typed.confidentialNotes),
        executiveMailboxes: isOn(typed.executiveMailboxes),
        hrDocuments: isOn(typed.hrDocuments),
        legalCorrespondence: isOn(typed.legalCorrespondence),
      },
      rollbackPlan: typed.rollbackPlan,
      requestedFor: typed.requestedFor.trim(),
      environment: typed.environment,
    },
    fieldOf,
  );
  if (mistakes.length === 0) return read;
  const lines = mistakes.map((words) => ({ field: 'tools', words }));
  return { mistakes: [...lines, ...('mistakes' in read ? read.mistakes : [])] };
}
