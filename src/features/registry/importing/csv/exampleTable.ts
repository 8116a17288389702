import type { ListName } from '../check.ts';

const AGENTS = `id,displayName,platform,environment,phase,department,businessOwner,backupOwner,technicalOwner,capabilities,outcome,successMetric,failureMode,version
meeting-notes,Meeting notes,copilotStudio,pilot,pilot,sales,owner@contoso.example,owner2@contoso.example,admin@contoso.example,mail draftOnly Drafts the follow-up|sharepoint readOnly Reads the agenda,Follow-ups go out the same day,Follow-ups within four hours,A wrong promise in a draft,1.0.0
`;

const CONNECTORS = `id,displayName,status,environments,tierCeiling,labels,systemClass,tools,vendor,scopes,connection,dataDomains
tickets,Ticket desk,probation,dev|pilot,draftOnly,general,ticketing,"find: read|comment: draft|close: write, reversible|mail: send, to recipients",Fabrikam,Tickets.Read|Tickets.Write because it closes what is answered,projectScoped,tickets
`;

/** A small table that is taken as it stands, to begin from. */
export const EXAMPLE_TABLES: Readonly<Record<ListName, string>> = {
  agents: AGENTS,
  connectors: CONNECTORS,
};
