import { PLATFORMS } from '../../../parts/words.ts';
import type { SourceItem, SourceSays } from './importing.ts';

/** What is said of all new agents of a source, as it was typed. */
export type SourceTyped = Readonly<
  Record<
    | 'platform'
    | 'environment'
    | 'phase'
    | 'department'
    | 'businessOwner'
    | 'backupOwner'
    | 'technicalOwner'
    | 'outcome'
    | 'successMetric'
    | 'failureMode'
    | 'version',
    string
  >
>;

export const BLANK: SourceTyped = {
  platform: 'copilot',
  environment: 'pilot',
  phase: 'pilot',
  department: '',
  businessOwner: '',
  backupOwner: '',
  technicalOwner: '',
  outcome: '',
  successMetric: '',
  failureMode: '',
  version: '1',
};

type Choices = readonly (readonly [value: string, words: string])[];
const OWNER = 'A user principal name, or an object id';

interface FieldOf {
  readonly name: keyof SourceTyped;
  /** As the API names it. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: Choices;
  readonly isOptional?: true;
}

const PLATFORM: FieldOf = {
  name: 'platform',
  path: 'platform',
  label: 'Platform',
  hint: 'Where these agents run: the source does not say',
  choices: Object.entries(PLATFORMS),
};

const FIELDS: readonly FieldOf[] = [
  { name: 'businessOwner', path: 'businessOwner', label: 'Business owner', hint: OWNER },
  { name: 'technicalOwner', path: 'technicalOwner', label: 'Technical owner', hint: OWNER },
  {
    name: 'backupOwner',
    path: 'backupOwner',
    label: 'Backup',
    hint: 'Who answers where the owner does not; may be empty',
    isOptional: true,
  },
  { name: 'department', path: 'department', label: 'Department' },
  {
    name: 'environment',
    path: 'environment',
    label: 'Environment',
    choices: [
      ['dev', 'Development'],
      ['pilot', 'Pilot'],
      ['production', 'Production'],
    ],
  },
  {
    name: 'phase',
    path: 'phase',
    label: 'Phase',
    choices: [
      ['pilot', 'Pilot'],
      ['department', 'Department'],
      ['enterprise', 'Enterprise'],
    ],
  },
  { name: 'outcome', path: 'useCase.outcome', label: 'What they are for' },
  { name: 'successMetric', path: 'useCase.successMetric', label: 'What shows that it works' },
  { name: 'failureMode', path: 'useCase.failureMode', label: 'What may go wrong' },
  {
    name: 'version',
    path: 'version',
    label: 'Version',
    hint: 'Of those whose source says none',
  },
];

export const fieldsOf = ({ platform }: SourceItem): readonly FieldOf[] =>
  platform === undefined ? [PLATFORM, ...FIELDS] : FIELDS;

/** As the API takes it; it says itself what is wrong with it. */
export function saidOf(typed: SourceTyped, { platform: known }: SourceItem): SourceSays {
  const { outcome, successMetric, failureMode, backupOwner, platform, ...plain } = typed;
  const said = {
    ...plain,
    ...(known === undefined && { platform }),
    ...(backupOwner.trim() !== '' && { backupOwner }),
    useCase: { outcome, successMetric, failureMode },
  };
  // Choices hold the words of the API alone, and the API looks at all of it.
  return said as SourceSays;
}
