import type { Parts } from '../compose.ts';
import type { Config } from '../config/config.ts';
import { filesIn } from '../features/policy/files.ts';
import { Fault } from '../kernel/faults.ts';

/** The tenant's folder of policies, where one is configured; read at each use. */
const proposedPolicies = ({ policyDir }: Config): Pick<Parts, 'proposedPolicies'> =>
  policyDir === undefined ? {} : { proposedPolicies: () => policiesIn(policyDir) };

/** What a tenant gives a ledger to begin with: rules of its own, and the models of its business groups. */
export const beginnings = (config: Config): Pick<Parts, 'proposedPolicies' | 'modelsByGroup'> => ({
  ...proposedPolicies(config),
  ...(config.modelsByGroup && { modelsByGroup: config.modelsByGroup }),
});

/** The files of a tenant's folder. */
export async function policiesIn(folder: string): ReturnType<typeof filesIn> {
  try {
    return await filesIn(folder);
  } catch (error) {
    throw new Fault(
      'misconfigured',
      `The policies of ${folder} cannot be read: name a folder, as POLICY_DIR or with --dir.`,
      error,
    );
  }
}
