import type { Paths } from '../../contract/paths.ts';

type Json<T> = T extends { readonly content: { readonly 'application/json': infer B } } ? B : never;

export type Case = Json<Paths['/api/v1/feedback/{id}']['get']['responses'][200]>;
export type Category = Json<
  Paths['/api/v1/feedback-categories']['get']['responses'][200]
>['items'][number];
export type CaseQuery = NonNullable<Paths['/api/v1/feedback']['get']['parameters']['query']>;
export type Triage =
  Paths['/api/v1/feedback/{id}/triage']['post']['requestBody']['content']['application/json'];
export type Report =
  Paths['/api/v1/feedback']['post']['requestBody']['content']['application/json'];
export type ShadowReport =
  Paths['/api/v1/feedback/shadow-use']['post']['requestBody']['content']['application/json'];
/** The form of both kinds of report, as far as it is filled in. */
export type ReportTyped = Readonly<
  Record<'agentId' | 'category' | 'what' | 'where' | 'text', string>
> & {
  readonly isShadow: boolean;
  readonly severity: (typeof SEVERITIES)[number];
};
export type Digest = Json<Paths['/api/v1/digests/{week}']['get']['responses'][200]>;
export type DigestSection = Digest['sections'][number];
export type Metric = NonNullable<DigestSection['metrics']>[number];

export const STATUS_WORDS: Readonly<Record<Case['status'], string>> = {
  open: 'Open',
  inProgress: 'In progress',
  fixed: 'Fixed, reporter asked',
  confirmed: 'Confirmed fixed',
  closed: 'Closed without an answer',
  declined: 'Declined',
};

/** The category of reports about what nobody registered; it is not among those of agents. */
export const SHADOW_USE = 'shadowUse';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const TRIAGED = ['open', 'inProgress', 'fixed', 'declined'] as const;
export const REMEDIES = {
  prompt: 'Prompt change',
  connector: 'Connector change',
  policy: 'Policy change',
  training: 'User training',
} as const;
export const REMEDY_IDS = ['prompt', 'connector', 'policy', 'training'] as const;
