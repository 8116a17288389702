import type {
  FoundAgent,
  Inventory,
  Reader,
  SourceId,
} from '../../../../kernel/inventorySource.ts';
import type { RegistryDeps } from '../../deps.ts';
import type { Platform } from '../../domain/model.ts';
import { reportedAgents } from '../../domain/watch/reports.ts';

/** Where agents can be read from, as people are told. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** The platform of everything it shows; absent: whoever imports says. */
  readonly platform?: Platform;
  /** Absent: this server can read it. Else what to set. */
  readonly needs?: string;
  /** What it needs to be let in, for where it refuses. */
  readonly asks: string;
}

const OWN: readonly (Omit<Source, 'id' | 'needs'> & {
  readonly id: SourceId;
  readonly needs: string;
})[] = [
  {
    id: 'entra',
    name: 'Microsoft Entra agent identities',
    needs: 'Run in azure mode: the directory of the tenant is read then.',
    asks: 'Grant the app AgentIdentity.Read.All in Microsoft Graph.',
  },
  {
    id: 'copilot',
    name: 'Microsoft 365 Copilot agents',
    platform: 'copilot',
    needs: 'Run in azure mode: the catalogue of the tenant is read then.',
    asks: 'Grant CopilotPackages.Read.All in Microsoft Graph, to the app or, for who imports as an AI administrator, delegated; the tenant needs Agent 365.',
  },
  {
    id: 'copilotStudio',
    name: 'Copilot Studio',
    platform: 'copilotStudio',
    needs: 'Set COPILOT_STUDIO_ENVIRONMENTS to the addresses of the environments.',
    asks: 'Make the app an application user of the environment that may read the table bot.',
  },
  {
    id: 'foundry',
    name: 'Azure AI Foundry',
    platform: 'foundry',
    needs: 'Set FOUNDRY_PROJECTS to the endpoints of the projects.',
    asks: 'Give the app the role Foundry User in the project.',
  },
];

type Deps = Pick<RegistryDeps, 'sources' | 'senders' | 'ledger'>;

/** The sources there are, those that this server cannot read among them. */
export const sourcesOf = ({ sources = [], senders = [] }: Deps): readonly Source[] => [
  ...OWN.map(({ needs, ...source }) =>
    sources.some(({ id }) => id === source.id) ? source : { ...source, needs },
  ),
  ...senders.map((id) => ({ id, name: id, platform: 'thirdParty' as const, asks: '' })),
];

/** What a source shows now, or what a platform has reported so far. */
export async function inventoryOf(source: string, reader: Reader, deps: Deps): Promise<Inventory> {
  const own = deps.sources?.find(({ id }) => id === source);
  return own ? own.read(reader) : { agents: await reportedBy(source, deps), unread: [] };
}

async function reportedBy(source: string, { ledger }: Deps): Promise<readonly FoundAgent[]> {
  const all = [...(await ledger.view()).all(reportedAgents).values()];
  return all.flatMap((one) =>
    one.source === source
      ? [
          {
            id: one.id,
            name: one.name ?? one.id,
            isEnabled: true,
            ...(one.version !== undefined && { version: one.version }),
          },
        ]
      : [],
  );
}
