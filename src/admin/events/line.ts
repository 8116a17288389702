/** A ledger line as the API gives it. */
export interface LedgerLine {
  readonly log: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  /** RFC 6962 leaf hash of the whole line, hex. */
  readonly leaf: string;
  /** The canonical JSON text; where `redacted`, without what this reader may not see. */
  readonly line: string;
  readonly redacted?: true;
}

/** Who stands behind an event. */
export interface EventActor {
  readonly kind: string;
  readonly id?: string;
}

/** What an event says, as far as pages show it. */
export interface EventContent {
  readonly by: EventActor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The lines of an NDJSON body. */
export const linesOf = (body: string): readonly LedgerLine[] =>
  body
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row) as LedgerLine);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a line; a line whose content was purged has none. */
export function contentOf({ line }: Pick<LedgerLine, 'line'>): EventContent {
  const whole: unknown = JSON.parse(line);
  if (!isObject(whole)) return { by: { kind: 'system' }, data: {} };
  const { by, data } = whole;
  return {
    by:
      isObject(by) && typeof by['kind'] === 'string'
        ? { kind: by['kind'], ...(typeof by['id'] === 'string' && { id: by['id'] }) }
        : { kind: 'system' },
    data: isObject(data) ? data : {},
  };
}

/** The object ids of people in an event, for their names. */
export function peopleIn({ line }: Pick<LedgerLine, 'line'>): readonly string[] {
  const { by, data } = contentOf({ line });
  const named = [data['person'], data['owner'], ...listIn(data['approvers'])];
  return [...(by.kind === 'person' ? [by.id] : []), ...named].filter(isPersonId);
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isPersonId = (value: unknown): value is string =>
  typeof value === 'string' && GUID.test(value);
