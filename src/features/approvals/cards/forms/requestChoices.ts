import { choices } from './requestMenus.ts';

export const ENVIRONMENTS = choices({
  dev: 'Development',
  pilot: 'Pilot',
  production: 'Production: only from a probation',
});

export const SYSTEMS = choices({
  mail: 'Mail',
  chat: 'Chat',
  files: 'Files',
  calendar: 'Calendar',
  finance: 'Finance',
  crm: 'Customers (CRM)',
  ticketing: 'Tickets',
  knowledge: 'Knowledge',
  web: 'The open web',
  other: 'Something else',
});

export const CONNECTIONS = choices({
  projectScoped: 'For this project only',
  shared: 'Shared: several projects act through the same identity',
});

export const LABELS = choices({
  public: 'Public',
  general: 'General',
  confidential: 'Confidential',
  highlyConfidential: 'Highly confidential',
});
