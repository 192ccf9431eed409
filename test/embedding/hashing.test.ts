import { createHashingEmbedder } from '../../src/embedding/hashing.js';
import { describeEmbedder } from '../conformance/embedder.js';

describeEmbedder('hashing embedder', async () => createHashingEmbedder());
