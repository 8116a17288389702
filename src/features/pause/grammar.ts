import { parseDuration } from './domain/duration.ts';
import { parseTarget, type Target } from './domain/target.ts';

export interface PauseWords {
  readonly target: Target;
  /** As typed; empty where none was. */
  readonly duration: string;
  readonly reason: string;
}

const MOST_REASON = 1_000;
const PAUSE = /^(?<target>\S+(?: \S+)?)(?: for (?<duration>\S+))? because (?<reason>\S[\s\S]*)$/;

/** `<target> [for <duration>] because <reason>`; undefined for a near miss, however near. */
export function parsePause(rest: string): PauseWords | undefined {
  const { target: typed = '', duration = '', reason = '' } = PAUSE.exec(rest)?.groups ?? {};
  const target = parseTarget(typed);
  if (!target || reason.length > MOST_REASON) return undefined;
  if (duration !== '' && parseDuration(duration) === undefined) return undefined;
  return { target, duration, reason };
}

export interface ResumeWords {
  /** `P-3`, or undefined where a target was named. */
  readonly pause: string | undefined;
  readonly target: Target | undefined;
  readonly reason: string;
}

const RESUME = /^(?<what>\S+(?: \S+)?) because (?<reason>\S[\s\S]*)$/;
const PAUSE_ID = /^P-[1-9]\d{0,14}$/i;

export function parseResume(rest: string): ResumeWords | undefined {
  const { what = '', reason = '' } = RESUME.exec(rest)?.groups ?? {};
  if (reason === '' || reason.length > MOST_REASON) return undefined;
  if (PAUSE_ID.test(what)) return { pause: what.toUpperCase(), target: undefined, reason };
  const target = parseTarget(what);
  return target && { pause: undefined, target, reason };
}
