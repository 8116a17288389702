import type { Directory } from '../../kernel/people.ts';
import type { PauseReceipt } from './receipt.ts';

export type NamedReceipt = PauseReceipt & {
  readonly byName?: string;
  readonly liftedByName?: string;
};

/** A receipt with the names of those who paused and lifted. A name is a courtesy: without the directory it is left out. */
export async function named(receipt: PauseReceipt, directory: Directory): Promise<NamedReceipt> {
  const nameOf = async (id: string | undefined): Promise<string | undefined> =>
    id === undefined ? undefined : (await directory.find(id).catch(() => undefined))?.name;
  const [byName, liftedByName] = await Promise.all([
    nameOf(receipt.by),
    nameOf(receipt.lifted?.by),
  ]);
  return {
    ...receipt,
    ...(byName !== undefined && { byName }),
    ...(liftedByName !== undefined && { liftedByName }),
  };
}
