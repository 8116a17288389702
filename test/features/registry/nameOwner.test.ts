import {
  type NameOwnerView,
  nameOwnerCard,
} from '../../../src/features/registry/cards/nameOwner.ts';
import { describeCards } from '../../support/cardSuite.ts';

const one: NameOwnerView = {
  id: 'crm-assistant',
  missing: [{ seat: 'business', name: 'owner@contoso.example' }],
  typed: {},
  mistakes: [],
};
const again: NameOwnerView = {
  ...one,
  missing: [...one.missing, { seat: 'backup', name: 'owner2@contoso.example' }],
  typed: { business: 'pilot@contoso.exmple', backup: '' },
  mistakes: [
    { field: 'business', words: 'nobody called "pilot@contoso.exmple" is in the directory' },
  ],
};

describeCards({
  foreign: /^(name|words)$/,
  examples: {
    'name-owner': { view: one, draw: nameOwnerCard },
    'name-owner-again': { view: again, draw: nameOwnerCard },
  },
});
