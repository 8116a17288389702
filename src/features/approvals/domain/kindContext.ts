/** What a decision looks at for one kind of request only. */
export interface KindContext {
  /** Of a list of models: what that of the business group says; absent: nothing bounds it. */
  readonly modelsOfGroup?: readonly string[] | undefined;
  /** Of a promotion: why the agent has to be tested again first; absent: it need not. */
  readonly retest?: string | undefined;
}
