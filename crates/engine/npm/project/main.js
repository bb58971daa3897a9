import { Engine } from 'shirushi-engine';
import { WorkerEngine } from 'shirushi-engine/worker';
import { seen } from './seen.js';

seen(Engine, WorkerEngine);
