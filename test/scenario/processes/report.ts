/** How heavy the proofs are: PROOF_ROUNDS in the environment, or what a test run can afford. */
export const rounds = (usual: number): number => Number(process.env['PROOF_ROUNDS'] ?? usual);

/** Where chance begins; printed with the figures, so that a run can be had again. */
export const SEED = Number(process.env['PROOF_SEED'] ?? 1);

/** The figures of a proof, where somebody has asked for the heavy one. */
export function report(figures: string): void {
  if (process.env['PROOF_ROUNDS'] !== undefined) process.stdout.write(`${figures}\n`);
}
