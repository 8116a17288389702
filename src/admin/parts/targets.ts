import { TIERS } from './words.ts';

/** What a pause stops, as people say it: `environment:production` → `everything in production`. */
export function targetWords(target: string): string {
  const [, kind = '', rest = ''] = /^(\w+):(.*)$/s.exec(target) ?? [];
  switch (kind) {
    case 'agent':
      return rest;
    case 'connector':
      return `the connector ${rest}`;
    case 'tool': {
      const [connector = '', ...tool] = rest.split('/');
      return `the tool ${tool.join('/')} of ${connector}`;
    }
    case 'tier':
      return `every capability of the tier “${(TIERS[rest] ?? rest).toLowerCase()}”`;
    case 'environment':
      return `everything in ${rest}`;
    default:
      return target === 'all' ? 'everything' : target;
  }
}
