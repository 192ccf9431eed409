import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Directory that holds package.json: the same whether the code runs from `src/` (tests) or from `dist/src/`. */
export const PROJECT_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dirname(dir) === dir) throw new Error(`no package.json above ${from}`);
  }
}

/** Absolute path of a file of the project, e.g. `projectPath('migrations')`. */
export function projectPath(...parts: string[]): string {
  return join(PROJECT_ROOT, ...parts);
}

/**
 * Compiled JavaScript of a module under `src/` or `workers/`, for threads and child processes, which cannot run
 * TypeScript. Under Jest the caller runs from `src/`, the thread from `dist/`: the test's global setup builds first.
 * @param module path from the project's root without extension, e.g. `src/embedding/onnx-thread`
 */
export function compiledPath(module: string): string {
  return projectPath('dist', `${module}.js`);
}
