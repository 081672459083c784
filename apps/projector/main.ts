/** The projector as a program of its own, for those who start processes by their file: the same as `registro project`. */
import { runAsProcess } from '../cli/process.js';

await runAsProcess(['project', ...process.argv.slice(2)]);
