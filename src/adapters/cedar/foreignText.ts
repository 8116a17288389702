import { parentPort, workerData } from 'node:worker_threads';
import { newInstance } from './instance.ts';
import { readPolicies } from './reading.ts';

/** In a thread of its own: what kills this instance of the engine kills no other. */
parentPort?.postMessage(readPolicies(newInstance(), String(workerData)));
