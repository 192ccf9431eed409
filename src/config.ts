import { z } from 'zod';
import { AppError } from './errors.js';
import { projectPath } from './paths.js';

/**
 * Every environment variable, with its default and meaning. The table in README.md is checked against this one, and
 * nothing else in the project reads `process.env`.
 */
export const CONFIG_VARIABLES = {
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
      .optional(),
    default: '',
    about: 'PostgreSQL ≥ 16 with pgvector ≥ 0.8; unset: the embedded database in DATA_DIR',
  },
  REDIS_URL: {
    schema: z
      .string()
      .regex(/^rediss?:\/\//, 'must start with redis://')
      .optional(),
    default: '',
    about: 'Redis ≥ 7 (AOF, noeviction) for the job queue; unset: the queue lives in the database',
  },
  DATA_DIR: {
    schema: z.string().min(1).optional(),
    default: '.data',
    about: 'directory of the embedded database',
  },
  MODEL_DIR: {
    schema: z.string().min(1).optional(),
    default: 'models/bge-small-zh-v1.5',
    about: 'directory of the embedding model; another model there is embedded beside the old one, then switched to',
  },
  RERANKER_DIR: {
    schema: z.string().min(1).optional(),
    default: '',
    about:
      'directory of a cross-encoder (ONNX sequence classification with its tokenizer) that reads the first 30 matches again; unset: none',
  },
  PORT: {
    schema: z.coerce.number().int().min(0).max(65535).optional(),
    default: '3000',
    about: 'TCP port of the API; 0 takes a free one',
  },
  HOST: {
    schema: z.string().min(1).optional(),
    default: '127.0.0.1',
    about: 'address the API listens on; 0.0.0.0 opens it to the network',
  },
  NODE_ENV: {
    schema: z.enum(['development', 'production', 'test']).optional(),
    default: 'development',
    about: 'production turns GraphiQL off and hides the details of internal errors',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    default: 'info',
    about: 'level of the JSON log on standard error',
  },
  EMBED_THREADS: {
    schema: z.coerce.number().int().min(1).max(64).optional(),
    default: '2',
    about: 'threads of the embedding model, and of the reranker',
  },
  WORKERS: {
    schema: z.enum(['embedded', 'none']).optional(),
    default: 'embedded',
    about:
      'none: this process only answers requests; background work runs in `npm run worker` processes (not with the embedded database)',
  },
  OUTBOX_LEASE_SECONDS: {
    schema: z.coerce.number().min(0.2).max(86_400).optional(),
    default: '300',
    about: 'after this long without a result, work handed to the queue is handed over again',
  },
  HF_ENDPOINT: {
    schema: z.url().optional(),
    default: '',
    about: 'mirror of the model hub, for the last of the ways in which the model is fetched',
  },
} as const;

export interface Config {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly modelDir: string;
  readonly rerankerDir: string | null;
  readonly port: number;
  readonly host: string;
  readonly nodeEnv: 'development' | 'production' | 'test';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly embedThreads: number;
  readonly workers: 'embedded' | 'none';
  readonly outboxLeaseSeconds: number;
  readonly hubEndpoint: string | null;
}

type Variable = keyof typeof CONFIG_VARIABLES;

/**
 * Reads and checks the environment. Relative directories are relative to the project's root, so that a command means
 * the same wherever it is typed.
 * @throws AppError INVALID_CONFIG naming every variable that is wrong
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems: string[] = [];
  const read = <T>(name: Variable): T | undefined => {
    const raw = env[name];
    const text = raw === undefined || raw === '' ? CONFIG_VARIABLES[name].default : raw;
    if (text === '') return undefined;
    const result = CONFIG_VARIABLES[name].schema.safeParse(text);
    if (result.success) return result.data as T;
    problems.push(`${name}=${JSON.stringify(text)}：${result.error.issues.map((issue) => issue.message).join('；')}`);
    return undefined;
  };
  const config = {
    databaseUrl: read<string>('DATABASE_URL') ?? null,
    redisUrl: read<string>('REDIS_URL') ?? null,
    dataDir: projectRelative(read<string>('DATA_DIR')),
    modelDir: projectRelative(read<string>('MODEL_DIR')),
    rerankerDir: projectRelative(read<string>('RERANKER_DIR')) || null,
    port: read<number>('PORT')!,
    host: read<string>('HOST')!,
    nodeEnv: read<Config['nodeEnv']>('NODE_ENV')!,
    logLevel: read<Config['logLevel']>('LOG_LEVEL')!,
    embedThreads: read<number>('EMBED_THREADS')!,
    workers: read<Config['workers']>('WORKERS')!,
    outboxLeaseSeconds: read<number>('OUTBOX_LEASE_SECONDS')!,
    hubEndpoint: read<string>('HF_ENDPOINT') ?? null,
  };
  if (problems.length > 0) throw new AppError('INVALID_CONFIG', `环境变量有误：\n  ${problems.join('\n  ')}`);
  return Object.freeze(config);
}

function projectRelative(path: string | undefined): string {
  if (path === undefined) return '';
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : projectPath(path);
}
