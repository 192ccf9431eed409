import { Command } from 'commander';
import { readConfig } from '../config.js';
import { openEmbeddedStore } from '../store/embedded.js';
import { migrate, pendingMigrations } from '../store/migrate.js';
import { openPostgres } from '../store/open.js';
import { seedTaxonomy } from '../store/seed.js';
import { readTaxonomyFile } from '../taxonomy.js';

/** `migrate`: brings the schema and the taxonomy up to date, as every start does too. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('更新数据库结构与分类体系（启动服务时也会自动进行）')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(async ({ json = false }: { json?: boolean }) => {
      const config = readConfig();
      const store =
        config.databaseUrl === null ? await openEmbeddedStore(config.dataDir) : openPostgres(config.databaseUrl);
      try {
        const applied = await pendingMigrations(store.db);
        await migrate(store);
        const taxonomy = readTaxonomyFile();
        await seedTaxonomy(store.db, taxonomy);
        if (json) console.log(JSON.stringify({ applied, taxonomy: taxonomy.version }));
        else
          console.log(
            `数据库结构：${applied === 0 ? '已是最新' : `更新了 ${applied} 步`}；分类体系 ${taxonomy.version}`,
          );
      } finally {
        await store.close();
      }
    });
}
