import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath } from '../support/browser.ts';
import { alarming } from './alarming.ts';
import { answering } from './answering.ts';
import { asking } from './asking.ts';
import { focusing } from './focusing.ts';
import { forms } from './forms.ts';
import { governing } from './governing.ts';
import { inTeams } from './inTeams.ts';
import { keeping } from './keeping.ts';
import { looks } from './looks.ts';
import { many } from './many.ts';
import { proving } from './proving.ts';
import { shadowing } from './shadowing.ts';
import { steppingUp } from './steppingUp.ts';
import { weight } from './weight.ts';
import { type AdminWorld, openAdminWorld } from './world.ts';

const executablePath = chromiumPath();

// One server and one browser for all of it.
describe.skipIf(executablePath === undefined)('the admin app', { timeout: 30_000 }, () => {
  let world: AdminWorld;
  beforeAll(async () => {
    world = await openAdminWorld(executablePath ?? '');
  }, 120_000);
  afterAll(() => world?.close(), 60_000);

  looks(() => world);
  alarming(() => world);
  answering(() => world);
  asking(() => world);
  keeping(() => world);
  focusing(() => world);
  forms(() => world);
  governing(() => world);
  proving(() => world);
  inTeams(() => world);
  steppingUp(() => world);
  weight(() => world);
  many(() => world);
  shadowing(() => world);
});
