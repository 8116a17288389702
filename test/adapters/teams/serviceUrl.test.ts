import { describe, expect, it } from 'vitest';
import { isServiceUrl } from '../../../src/adapters/teams/serviceUrl.ts';

describe('a service URL', () => {
  it.each([
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/emea/00000000-0000-4000-8000-0000000000ff/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc',
  ])('may be %s', (url) => {
    expect(isServiceUrl(url, false)).toBe(true);
    expect(isServiceUrl(url, true)).toBe(false);
  });

  it.each(['http://127.0.0.1:56150/_connector', 'http://localhost:1/', 'http://[::1]:8080/x/'])(
    'may be %s in local mode only',
    (url) => {
      expect(isServiceUrl(url, true)).toBe(true);
      expect(isServiceUrl(url, false)).toBe(false);
    },
  );

  it.each([
    '',
    'smba.trafficmanager.net',
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net:8443/teams/',
    'https://smba.trafficmanager.net.attacker.example/teams/',
    'https://smba.trafficmanager.net@127.0.0.1/teams/',
    'https://user:pass@smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net\\@attacker.example/',
    'https://attacker.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net/teams/?to=attacker',
    'https://smba.trafficmanager.net/teams/#x',
    'https://sub.smba.trafficmanager.net/teams/',
    'https://127.0.0.1/',
    'http://127.0.0.1.attacker.example/',
    'http://user@127.0.0.1/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('is never %s', (url) => {
    expect(isServiceUrl(url, false)).toBe(false);
    expect(isServiceUrl(url, true)).toBe(false);
  });
});
