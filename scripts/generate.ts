/**
 * Makes what is derived from a source of truth: resolver types from schema.graphql, migrations from
 * src/store/schema.ts, the WebAssembly of *.wat, the tables of README.md from the code. `npm run generate`; CI fails
 * when a result is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildSchema, parse } from 'graphql';
import type { Argument, Command } from 'commander';
import wabt from 'wabt';
import { createProgram } from '../src/cli/program.js';
import { CONFIG_VARIABLES } from '../src/config.js';
import { projectPath } from '../src/paths.js';

/** Schema types that resolvers receive as something else than their own shape. */
const MAPPERS = {
  Achievement: '../store/schema.js#AchievementRow',
  Need: '../store/schema.js#NeedRow',
  Organization: '../store/schema.js#OrganizationRow',
  List: '../store/schema.js#ListRow',
  ListEdition: '../store/schema.js#EditionRow',
  Task: '../store/schema.js#TaskRow',
  TaskIssue: '../store/schema.js#TaskIssueRow',
  Feedback: './rows.js#FeedbackNode',
  StoredMatch: '../store/standings.js#StandingMatch',
  DuplicateCandidate: '../store/schema.js#DuplicateRow',
  Facility: '../store/schema.js#FacilityRow',
  MaturityGap: '../matching/facilities.js#MaturityGapFound',
  FacilityFit: '../matching/facilities.js#FittingFacility',
  SavedSearch: '../store/schema.js#SavedSearchRow',
  AchievementConnection: './rows.js#AchievementPage',
  NeedConnection: './rows.js#NeedPage',
  Facets: '../items/facets.js#FacetCounts',
  DeadWork: './rows.js#DeadWorkRow',
  RankingModel: '../matching/rankings.js#RankingVersion',
  Industry: '../taxonomy.js#IndustryEntry',
  Park: '../taxonomy.js#ParkEntry',
  CooperationMode: '../taxonomy.js#CooperationModeEntry',
  StoredMatchConnection: '../matching/push.js#PushPage',
  Match: '../matching/types.js#MatchResult',
  MatchConnection: '../matching/types.js#MatchPage',
};

/** Enums whose values the domain writes in lower case; `src/graphql/enums.ts` maps them. */
const DOMAIN_ENUMS = {
  ItemKind: '../domain.js#ItemKind',
  ListKind: '../domain.js#ListKind',
  ItemStatus: '../domain.js#ItemStatus',
  Visibility: '../domain.js#Visibility',
  Diversify: '../matching/diversity.js#Diversify',
  OrganizationKind: '../domain.js#OrganizationKind',
  Verdict: '../domain.js#Verdict',
  TaskState: '../domain.js#TaskState',
  MoneyKind: './enums.js#MoneyKind',
  DuplicateStatus: '../domain.js#DuplicateStatus',
  IssueSeverity: './enums.js#IssueSeverity',
};

await generateResolverTypes();
generateMigrations();
await compileWat('rows', 'src', 'matching', 'tokens');
await compileWat('nearness', 'src', 'store');
writeReadmeTables();

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
          enumValues: DOMAIN_ENUMS,
          scalars: { DateTime: 'Date', Date: 'string', JSON: 'unknown', ID: 'string' },
        },
      },
      {
        'typescript-resolvers': {
          useTypeImports: true,
          useIndexSignature: true,
          contextType: './context.js#GraphqlContext',
          enumValues: DOMAIN_ENUMS,
          mappers: MAPPERS,
        },
      },
    ],
    pluginMap: { typescript, 'typescript-resolvers': resolvers },
  });
  // The plugin re-exports enums as values, which domain's are not.
  const typed = output.replace(/^export \{ (\w+) \};$/gm, 'export type { $1 };');
  writeFileSync(filename, `// Made from schema.graphql by scripts/generate.ts. Do not edit.\n${typed}`);
}

/** `name.wat` into `name-wasm.ts` beside it. */
async function compileWat(name: string, ...directory: string[]): Promise<void> {
  const path = (file: string) => projectPath(...directory, file);
  const { parseWat } = await wabt();
  const features = { simd: true, threads: true };
  const module = parseWat(`${name}.wat`, readFileSync(path(`${name}.wat`), 'utf8'), features);
  // Its type leaves out that it takes the features as well.
  const validate: (of: typeof features) => void = module.validate.bind(module);
  validate(features);
  const { buffer } = module.toBinary({});
  const lines = Buffer.from(buffer)
    .toString('base64')
    .match(/.{1,110}/g)!;
  writeFileSync(
    path(`${name}-wasm.ts`),
    `// Made from ${name}.wat by scripts/generate.ts. Do not edit.\n` +
      `export const ${name.toUpperCase()}_WASM =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`,
  );
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

function writeReadmeTables(): void {
  const settings = Object.entries(CONFIG_VARIABLES).map(([name, { default: value, about }]) => [
    `\`${name}\``,
    value === '' ? '–' : `\`${value}\``,
    about,
  ]);
  const commands = createProgram().commands.map((command) => [
    `\`npm run ${command.name()}${command.registeredArguments.length > 0 || command.options.length > 0 ? ' --' : ''}${usage(command)}\``,
    command.description(),
  ]);
  const file = projectPath('README.md');
  let text = readFileSync(file, 'utf8');
  text = replaceSection(text, 'config', table(['variable', 'default', 'meaning'], settings));
  text = replaceSection(text, 'commands', table(['command', 'what it does'], commands));
  writeFileSync(file, text);
}

function usage(command: Command): string {
  const args = command.registeredArguments.map((argument: Argument) =>
    argument.required ? ` <${argument.name()}>` : ` [${argument.name()}]`,
  );
  const options = command.options.map((option) => (option.mandatory ? ` ${option.flags}` : ` [${option.flags}]`));
  return [...args, ...options].join('');
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Rewrites what stands between `<!-- name -->` and `<!-- /name -->`. */
function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`README.md has no section ${name}`);
  return text.replace(section, (_all, before: string, after: string) => `${before}\n${content}\n\n${after}`);
}
