/** The API as a program of its own, for those who start processes by their file: the same as `registro serve`. */
import { runAsProcess } from '../cli/process.js';

await runAsProcess(['serve', ...process.argv.slice(2)]);
