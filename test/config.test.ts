import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { CONFIG_VARIABLES, readConfig } from '../src/config.js';
import { AppError } from '../src/errors.js';
import { projectPath } from '../src/paths.js';

function refusalOf(env: Record<string, string>): AppError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('configuration', () => {
  it('needs nothing to be set: embedded, on this machine only', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ databaseUrl: null, redisUrl: null, host: '127.0.0.1', port: 3000 });
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['REDIS_URL', 'localhost:6379'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['WORKERS', 'many'],
    ['OUTBOX_LEASE_SECONDS', '-1'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal.code).toBe('INVALID_CONFIG');
    expect(refusal.message).toContain(name);
    expect(refusal.message).toContain(value);
  });

  it('names every variable that is wrong, not the first alone', () => {
    const { message } = refusalOf({ PORT: 'x', REDIS_URL: 'y' });
    expect(message).toContain('PORT');
    expect(message).toContain('REDIS_URL');
  });

  it('is described in the README: every variable with its default', () => {
    const readme = readFileSync(projectPath('README.md'), 'utf8');
    for (const [name, { about }] of Object.entries(CONFIG_VARIABLES)) {
      expect(readme).toContain(`\`${name}\``);
      expect(readme).toContain(about);
    }
  });
});
