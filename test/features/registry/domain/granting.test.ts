import { describe, expect, it } from 'vitest';
import { connectorWidenings } from '../../../../src/features/registry/domain/bounds/connectorNarrowing.ts';
import {
  type Agreed,
  onProbation,
  turnedDown,
  widened,
} from '../../../../src/features/registry/domain/granting.ts';
import { START } from './world.ts';

const AGREED: Agreed = {
  connectorId: 'desk',
  displayName: 'Ticket desk',
  systemClass: 'ticketing',
  environment: 'pilot',
  tools: [{ name: 'list', effect: 'read' }],
  confirmed: ['list'],
  vendor: 'Fabrikam',
  dataDomains: ['tickets', 'customers', 'tickets'],
  scopes: ['Tickets.Read', 'Mail.Read'],
  connection: 'projectScoped',
  dataClassification: {
    label: 'general',
    confidentialNotes: false,
    executiveMailboxes: false,
    hrDocuments: true,
    legalCorrespondence: false,
  },
  reason: 'It reads the shared inbox',
};

describe('what was asked for stands on the record', () => {
  it('of a connector on probation, with why it reaches whole mailboxes', () => {
    const record = {
      vendor: 'Fabrikam',
      dataDomains: ['tickets', 'customers'],
      scopes: [
        { name: 'Tickets.Read' },
        { name: 'Mail.Read', mailboxWide: true, reason: 'It reads the shared inbox' },
      ],
      connection: 'projectScoped',
      dataClassification: AGREED.dataClassification,
    };
    expect(onProbation(AGREED, START)).toMatchObject({ ...record, labels: ['public', 'general'] });
    expect(turnedDown(AGREED)).toMatchObject(record);
  });

  it('and a further review adds to it: never less strict, never another vendor', () => {
    const before = onProbation(AGREED, START);
    const after = widened(before, {
      ...AGREED,
      vendor: 'Somebody else',
      scopes: ['Tickets.Read', 'Tickets.Write'],
      dataDomains: ['money'],
      connection: 'shared',
      dataClassification: {
        ...AGREED.dataClassification,
        label: 'confidential',
        hrDocuments: false,
      },
    });
    expect(after).toMatchObject({
      vendor: 'Fabrikam',
      dataDomains: ['tickets', 'customers', 'money'],
      scopes: [{ name: 'Tickets.Read' }, { name: 'Mail.Read' }, { name: 'Tickets.Write' }],
      connection: 'shared',
      dataClassification: { label: 'confidential', hrDocuments: true },
    });
    expect(connectorWidenings(before, after)).toEqual(
      expect.arrayContaining(['adds the scope Tickets.Write', 'adds the data domain money']),
    );
  });

  it('but what nobody has said of a listed connector, one review of a part does not say', () => {
    const { scopes: _scopes, dataDomains: _domains, ...bare } = onProbation(AGREED, START);
    expect(widened(bare, AGREED)).not.toHaveProperty('scopes');
    expect(widened(bare, AGREED)).not.toHaveProperty('dataDomains');
  });
});
