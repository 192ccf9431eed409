// Waits for the moment given as second argument, then takes the lock of the directory given first and holds it for ever.
import { setTimeout } from 'node:timers/promises';
import { lockDataDir } from '../../dist/src/store/lock.js';

const [dir, at] = process.argv.slice(2);
await setTimeout(Number(at) - Date.now());
try {
  await lockDataDir(dir);
  console.log('locked');
} catch (error) {
  console.log(`refused ${error.code}`);
}
setInterval(() => {}, 60_000);
