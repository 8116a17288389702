import type { Found } from '../../adapters/tables/verification/rowFinding.ts';

/** `bad <code> <place>: <sentence>`: one line for programs and people. */
export const bad = ({ place, code, sentence }: Found): string =>
  `bad ${code} ${place}: ${sentence}`;
