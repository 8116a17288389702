import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { contractTypes } from './contractTypes.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

it("the admin app's types are those of the API's document", async () => {
  const document = JSON.parse(await readFile(here('../golden/openapi.json'), 'utf8'));
  await expect(await contractTypes(document)).toMatchFileSnapshot(
    here('../../src/admin/contract/paths.ts'),
  );
});
