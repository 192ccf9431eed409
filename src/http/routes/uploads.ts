import type { FastifyInstance } from 'fastify';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { FILE_KINDS } from '../../domain.js';
import { checkMapping } from '../../intake/columns.js';
import { previewImport } from '../../intake/load.js';
import { singleLine } from '../../intake/normalise/text.js';
import { listNameOf, sendFile, type SentFile } from '../../intake/send.js';
import { flag } from '../query.js';
import { withReceivedFile, type ReceivedFile } from '../receive.js';
import { preview, task } from '../schemas/tasks.js';
import { taskView } from '../views.js';
import { answerWrite, idempotencyHeader } from '../write.js';

/** Generous for an office behind one address; a loop gone wild is stopped. */
const UPLOADS_PER_MINUTE = 120;

const line = z
  .string()
  .transform(singleLine)
  .pipe(z.string().max(300, { error: '最多 300 个字' }))
  .optional();
const query = z.strictObject({
  kind: z.enum(FILE_KINDS, { error: `应为 ${FILE_KINDS.join('、')} 之一，写在网址里（如 ?kind=${FILE_KINDS[0]}）` }),
  organization: line.describe('清单所属单位；清单里没有单位列时，也是各行的单位。'),
  list: line.describe('清单名称；同一单位同名的清单再次上传是它的新一版。'),
  withdrawGone: flag.describe('撤回新版里不再出现的项目。'),
});
const previewQuery = query.omit({ withdrawGone: true });
const body = z.object({
  file: z.string().meta({ format: 'binary' }).describe('清单文件：.xlsx、.xls、.csv、.tsv、.jsonl，按内容识别。'),
  mapping: z.string().optional().describe('确认过的列对应，JSON：列名或列号 → 字段名。'),
});
const common = { tags: ['导入'], body, consumes: ['multipart/form-data'] };

export async function uploadRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  // A file that is too large is refused in words, in `receive.ts`.
  await app.register(multipart, { throwFileSizeLimit: false });
  await app.register(rateLimit, { max: UPLOADS_PER_MINUTE, timeWindow: '1 minute' });

  app.post(
    '/uploads',
    {
      schema: {
        ...common,
        summary: '上传一份清单文件，由后台导入',
        description: '回答 202 与一个任务；用 /tasks/{id}/events 跟踪进度，用 /tasks/{id}/issues 查看逐行问题。',
        headers: idempotencyHeader,
        querystring: query,
        response: { 202: task },
      },
    },
    (request, reply) =>
      withReceivedFile(request, reply, (file) => {
        const sent = sentFile(file, request.query as z.output<typeof query>);
        return answerWrite(request, reply, deps.db, [file.hash, sent], async (tx) => {
          const created = await sendFile(tx, file.path, sent);
          return { status: 202, body: taskView(created), location: `/api/v1/tasks/${created.id}` };
        });
      }),
  );

  app.post(
    '/uploads/preview',
    {
      schema: {
        ...common,
        summary: '预览一份清单文件：列的对应、条数、与现有数据的差异；不写入',
        querystring: previewQuery,
        response: { 200: preview },
      },
    },
    (request, reply) =>
      withReceivedFile(request, reply, (file) => {
        const sent = sentFile(file, request.query as z.output<typeof previewQuery>);
        return previewImport(deps, file.path, { ...sent, listName: listNameOf(sent) });
      }),
  );
}

/** @throws AppError INVALID_ARGUMENT for a mapping to a field that such lists do not have */
function sentFile({ fileName, mapping }: ReceivedFile, sent: Partial<z.output<typeof query>>): SentFile {
  const { kind, organization, list, withdrawGone } = sent as z.output<typeof query>;
  checkMapping(mapping, kind);
  return {
    fileName,
    kind,
    mapping,
    ...(organization === undefined ? {} : { organization }),
    ...(list === undefined ? {} : { listName: list }),
    ...(withdrawGone === undefined ? {} : { withdrawGone }),
  };
}
