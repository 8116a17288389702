import type { Parts } from '../compose.ts';
import type { ControlsDeps } from '../features/controls/feature.ts';

/** What controls and posture are looked up in: the part of the configuration that they are about among it. */
export const controlsDeps = (parts: Parts): ControlsDeps => {
  const { policySettings, adoption, posture } = parts;
  const { stepUpFor = [], acceptedDomains, officeHours } = policySettings;
  const { groups, copiesIn, newestCopy } = posture;
  return {
    ...parts,
    stepUpFor,
    newestCopy,
    postureSettings: {
      stepUpFor,
      policyStepUp: adoption.stepUp,
      policyQuorum: adoption.quorum,
      businessHours: officeHours !== undefined,
      acceptedDomains,
      groups,
      copiesIn,
    },
  };
};
