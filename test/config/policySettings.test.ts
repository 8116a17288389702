import { describe, expect, it } from 'vitest';
import { officeHours, recipientDomains } from '../../src/config/policySettings.ts';

const domains = (text: string) => {
  const mistakes: string[] = [];
  return { read: recipientDomains({ RECIPIENT_DOMAINS: text }, 'azure', mistakes), mistakes };
};
const hours = (text: string) => {
  const mistakes: string[] = [];
  return { read: officeHours({ BUSINESS_HOURS: text }, mistakes), mistakes };
};

describe('who is outside', () => {
  it('is nobody in particular in azure mode, and whom the example organisation knows locally', () => {
    expect(recipientDomains({}, 'azure', [])).toEqual({});
    expect(recipientDomains({}, 'local', []).regulator).toEqual(['regulator.example']);
  });

  it('is read from JSON', () => {
    expect(domains('{"customer":["Fabrikam.com "],"vendor":[]}')).toEqual({
      read: { customer: ['fabrikam.com'], vendor: [] },
      mistakes: [],
    });
  });

  it.each([
    'fabrikam.com',
    '["fabrikam.com"]',
    'null',
    '{"friend":["fabrikam.com"]}',
    '{"customer":"fabrikam.com"}',
    '{"customer":["fabrikam"]}',
    '{"customer":["@fabrikam.com"]}',
    '{"customer":[1]}',
    '{"customer":["fabrikam.com"],"vendor":["FABRIKAM.com"]}',
  ])('is not %s', (text) => {
    expect(domains(text).mistakes).toHaveLength(1);
  });
});

describe('business hours', () => {
  it('are unset, or days, hours and a time zone', () => {
    expect(officeHours({}, [])).toBeUndefined();
    expect(hours('mon-fri 08:00-18:30 Europe/Berlin')).toEqual({
      read: { days: [1, 2, 3, 4, 5], from: 480, to: 1110, timeZone: 'Europe/Berlin' },
      mistakes: [],
    });
    expect(hours('Sat-Sun 00:00-24:00 UTC').read).toMatchObject({ days: [6, 7], to: 1440 });
  });

  it.each([
    'always',
    'mon-fri 08:00-18:00',
    'fri-mon 08:00-18:00 UTC',
    'mon-fri 18:00-08:00 UTC',
    'mon-fri 08:00-24:01 UTC',
    'mon-fri 08:60-18:00 UTC',
    'mon-fry 08:00-18:00 UTC',
    'mon-fri 08:00-18:00 Europe/Nowhere',
  ])('are not %s', (text) => {
    expect(hours(text)).toMatchObject({ read: undefined, mistakes: [expect.any(String)] });
  });
});
