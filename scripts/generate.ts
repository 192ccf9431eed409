/**
 * Makes what is derived from a source of truth: resolver types from schema.graphql, migrations from
 * src/store/schema.ts, the tables of README.md from the code. `npm run generate`; CI fails when a result is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildSchema, parse } from 'graphql';
import { CONFIG_VARIABLES } from '../src/config.js';
import { projectPath } from '../src/paths.js';

/** Schema types that resolvers receive as something else than their own shape. */
const MAPPERS: Record<string, string> = {};

await generateResolverTypes();
generateMigrations();
writeConfigTable('README.md');

async function generateResolverTypes(): Promise<void> {
  const source = readFileSync(projectPath('schema.graphql'), 'utf8');
  const filename = projectPath('src', 'graphql', 'generated.ts');
  const output = await codegen({
    filename,
    schema: parse(source),
    schemaAst: buildSchema(source),
    documents: [],
    config: {},
    plugins: [
      {
        typescript: {
          enumsAsTypes: true,
          useTypeImports: true,
          scalars: { DateTime: 'Date', Date: 'string', JSON: 'unknown', ID: 'string' },
        },
      },
      {
        'typescript-resolvers': {
          useTypeImports: true,
          useIndexSignature: true,
          contextType: './context.js#GraphqlContext',
          mappers: MAPPERS,
        },
      },
    ],
    pluginMap: { typescript, 'typescript-resolvers': resolvers },
  });
  writeFileSync(filename, `// Made from schema.graphql by scripts/generate.ts. Do not edit.\n${output}`);
}

function generateMigrations(): void {
  const result = spawnSync(
    process.execPath,
    [projectPath('node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--name', 'change'],
    {
      cwd: projectPath(),
      encoding: 'utf8',
    },
  );
  if (result.status !== 0) throw new Error(`drizzle-kit generate failed\n${result.stdout}${result.stderr}`);
}

/** Rewrites what stands between `<!-- config -->` and `<!-- /config -->`. */
function writeConfigTable(file: string): void {
  const rows = Object.entries(CONFIG_VARIABLES).map(
    ([name, { default: value, about }]) => `| \`${name}\` | ${value === '' ? '–' : `\`${value}\``} | ${about} |`,
  );
  const table = ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
  const text = readFileSync(projectPath(file), 'utf8');
  const next = text.replace(
    /(<!-- config -->\n)[\s\S]*?(\n<!-- \/config -->)/,
    (_all, before: string, after: string) => before + table + after,
  );
  if (next !== text) writeFileSync(projectPath(file), next);
}
