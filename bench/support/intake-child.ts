/** Reads the list named on the command line and says how far its memory rose above an idle process with the same code. */
import { readList } from '../../src/intake/intake.js';

const SAMPLE_MS = 20;
const MEGABYTE = 1024 ** 2;

const path = process.argv[2]!;
// Loaded and warm: the first rows bring in the dictionaries and the compiled code that every later list uses.
for await (const event of readList({ path, name: path }, { kind: 'achievements' })) if (event.type === 'row') break;
globalThis.gc!();
const idle = process.memoryUsage.rss();
let peak = idle;
const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
let read = 0;
for await (const event of readList({ path, name: path }, { kind: 'achievements' })) if (event.type === 'row') read++;
clearInterval(sampling);
console.log(JSON.stringify({ read, megabytes: (peak - idle) / MEGABYTE }));
