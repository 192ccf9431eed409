import { Command } from 'commander';
import { readConfig } from '../config.js';
import { ensureModel, type ModelEvent, type ModelOrigin } from '../embedding/model-files.js';
import type { ModelLocation } from '../embedding/model-location.js';
import { createOnnxEmbedder } from '../embedding/onnx.js';
import { DEFAULT_MODEL } from '../embedding/default-model.js';
import { modelReporter } from './model-reporter.js';

const ORIGINS: Record<ModelOrigin, string> = { present: '目录里已有', maven: 'Maven 构件', hub: '模型库' };

/** `model`: puts the embedding model in its place, checks it and runs it once. Exits with 1 when there is none. */
export function modelCommand(): Command {
  return new Command('model')
    .description('取得、校验并试运行向量模型')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { modelDir, hubEndpoint } = readConfig();
      const events: ModelEvent[] = [];
      const tell = modelReporter({ quietWhenPresent: false });
      const model = await ensureModel({
        modelDir,
        hubEndpoint,
        onProgress: (event) => {
          if (event.kind !== 'downloading') events.push(event);
          tell(event);
        },
      });
      const problems = events.flatMap((event) => (event.kind === 'failed' ? [event.message] : []));
      if (!model) {
        if (json) console.log(JSON.stringify({ available: false, modelDir, problems }, null, 2));
        console.error(adviceWithoutModel(modelDir));
        process.exitCode = 1;
        return;
      }
      const checked = await tryModel(model);
      const origin = events.flatMap((event) => (event.kind === 'found' ? [event.origin] : []))[0] ?? 'present';
      if (json) console.log(JSON.stringify({ available: true, origin, ...model, ...checked, problems }, null, 2));
      else {
        console.log(`来源：${ORIGINS[origin]}`);
        console.log(
          `试运行：加载 ${checked.loadMs} 毫秒；相关两句的相似度 ${checked.related}，无关两句 ${checked.unrelated}`,
        );
      }
    });
}

/** Loads the model and compares a sentence with a related and an unrelated one. */
async function tryModel(model: ModelLocation): Promise<{ loadMs: number; related: number; unrelated: number }> {
  const started = performance.now();
  const embedder = await createOnnxEmbedder({ model, threads: 1 });
  try {
    const loadMs = Math.round(performance.now() - started);
    const texts = ['储能电站的电池状态估计', '锂离子电池荷电状态的在线监测方法', '古籍修复用纸的制备工艺'];
    const [need, near, far] = await embedder.embed(texts.map((text) => ({ text, role: 'passage' })));
    return { loadMs, related: cosine(need!.vector, near!.vector), unrelated: cosine(need!.vector, far!.vector) };
  } finally {
    await embedder.close();
  }
}

/** Of normalised vectors, to two decimals. */
function cosine(a: Float32Array, b: Float32Array): number {
  return Math.round(a.reduce((sum, value, i) => sum + value * b[i]!, 0) * 100) / 100;
}

function adviceWithoutModel(modelDir: string): string {
  const files = DEFAULT_MODEL.files.map(({ path, sha256 }) => `  ${path}\n    SHA-256 ${sha256}`).join('\n');
  return [
    '没有取得向量模型。服务仍可启动，但只按词语匹配（lexical-only）。',
    '在不能联网的机器上，任选一种办法：',
    `1. 在能联网的机器上运行 npm run model，把整个目录拷到本机的 ${modelDir}；`,
    `2. 只把下面两个文件放进 ${modelDir}（保留子目录），再运行 npm run model：`,
    files,
    '3. 设置 HF_ENDPOINT 指向内网的模型库镜像，或在 Maven 的 settings.xml 里配置内网镜像，再运行 npm run model。',
  ].join('\n');
}
