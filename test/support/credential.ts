/** A credential that hands out `token for <scope>` and counts how often it was asked. */
export function fakeCredential(expiresOnTimestamp = Number.MAX_SAFE_INTEGER) {
  const asked: string[] = [];
  return {
    asked,
    getToken: (scopes: string | string[]) => {
      const scope = [scopes].flat().join(' ');
      asked.push(scope);
      return Promise.resolve({ token: `token for ${scope}`, expiresOnTimestamp });
    },
  };
}
