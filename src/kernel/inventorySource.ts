/** An agent as a platform, or the directory, lists it. */
export interface FoundAgent {
  /** What the source calls it, the same for as long as it lives. */
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
  /** Object id of the service principal whose tokens act as it, where the source is the directory. */
  readonly identity?: string;
  readonly version?: string;
}

/** It did not let us · it gave no answer in time · its answer was not what is documented. */
export type Unread = 'refused' | 'silent' | 'odd';

/** One of several places that could not be read. */
export interface UnreadPlace {
  readonly place: string;
  readonly why: Unread;
}

export interface Inventory {
  readonly agents: readonly FoundAgent[];
  readonly unread: readonly UnreadPlace[];
}

export type SourceId = 'entra' | 'copilot' | 'copilotStudio' | 'foundry';

/** Who is there while a source is read. */
export interface Reader {
  /** The access token of the person who asks, checked; absent: a program, or a token of another client than the tab's. */
  readonly userToken?: string;
}

/** A platform whose agents this server can list. A place that cannot be read is named, and the others are read. */
export interface InventorySource {
  readonly id: SourceId;
  read(reader: Reader): Promise<Inventory>;
}

/** Thrown while one place is read; its message is for operators. */
export class NotRead extends Error {
  readonly why: Unread;

  constructor(why: Unread, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NotRead';
    this.why = why;
  }
}

/** Who hears why a place was not read. */
export type TellUnread = (place: string, error: unknown) => void;

/** Reads places side by side. What goes wrong in one of them is told, and stands beside what the others gave. */
export async function readPlaces(
  places: readonly { readonly place: string; read(): Promise<readonly FoundAgent[]> }[],
  tell: TellUnread,
): Promise<Inventory> {
  const read = await Promise.allSettled(places.map((one) => one.read()));
  const unread = read.flatMap((outcome, i): readonly UnreadPlace[] => {
    if (outcome.status === 'fulfilled') return [];
    const place = places[i]?.place ?? '';
    const error: unknown = outcome.reason;
    tell(place, error);
    return [{ place, why: error instanceof NotRead ? error.why : 'silent' }];
  });
  const agents = read.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  return { agents, unread };
}
