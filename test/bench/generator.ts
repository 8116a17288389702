import { serveCalls } from './child.ts';
import { generate } from './loadGenerator.ts';

serveCalls(generate);
