import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compiledPath } from '../../paths.js';
import type { IntakeLimits } from '../limits.js';
import { Refusal, type RefusalCode } from '../refusal.js';
import type { ListFile, MergedRange, Sheet, SheetRow } from './types.js';

/** What the thread says, one answer per question: a sheet, then its rows, then the next sheet, then the end. */
export type XlsAnswer =
  | { type: 'sheet'; name: string; hidden: boolean; merges: MergedRange[] }
  | { type: 'rows'; rows: SheetRow[] }
  | { type: 'refused'; code: RefusalCode; reason: string }
  | { type: 'end' };

/** Opens a BIFF workbook (Excel 97–2003) in a thread of its own, whose time and heap are limited. @throws Refusal */
export async function openXls(path: string, limits: IntakeLimits): Promise<ListFile> {
  const worker = new Worker(compiledPath('src/intake/read/xls-thread'), {
    workerData: { path, limits },
    resourceLimits: { maxOldGenerationSizeMb: limits.xlsHeapMegabytes },
  });
  const close = async () => {
    await worker.terminate();
  };
  try {
    // The whole file is parsed before the first answer.
    let ahead = await ask(worker, limits);
    return { format: 'xls', sheets, close };

    async function* sheets(): AsyncGenerator<Sheet> {
      while (ahead.type === 'sheet') {
        const { name, hidden, merges } = ahead;
        ahead = await ask(worker, limits);
        yield { name, hidden, merges, rows };
        // A sheet that nobody read is passed over.
        for await (const skipped of rows()) void skipped;
      }
    }
    async function* rows(): AsyncGenerator<SheetRow[]> {
      while (ahead.type === 'rows') {
        const batch = ahead.rows;
        ahead = await ask(worker, limits);
        yield batch;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
}

async function ask(worker: Worker, limits: IntakeLimits): Promise<XlsAnswer> {
  const timeout = AbortSignal.timeout(limits.xlsMilliseconds);
  worker.postMessage('next');
  try {
    const [answer] = (await once(worker, 'message', { signal: timeout })) as [XlsAnswer];
    if (answer.type === 'refused') throw new Refusal(answer.code, answer.reason);
    return answer;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (timeout.aborted || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new Refusal(
        'TOO_LARGE',
        '.xls 文件过大或结构异常，读取超过了时间或内存上限。请另存为 .xlsx 后上传。',
        error,
      );
    }
    throw new Refusal('DAMAGED', '.xls 文件已损坏，无法读取。请用 Excel 打开，另存为 .xlsx 后重新上传。', error);
  }
}
