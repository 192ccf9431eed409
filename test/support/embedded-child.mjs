// Opens the embedded database of the directory given, notes a row and waits to be killed.
import { openEmbeddedStore } from '../../dist/src/store/embedded.js';

console.log('opening');
const store = await openEmbeddedStore(process.argv[2]);
await store.pglite.exec('CREATE TABLE IF NOT EXISTS noted (at timestamptz); INSERT INTO noted VALUES (now())');
console.log('noted');
setInterval(() => {}, 60_000);
