/** Files to fill in, to mend and to keep: templates, error workbooks, exports. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { FILE_KINDS, itemKindOf, LIST_KINDS, type FileKind, type ListKind } from '../../domain.js';
import { AppError } from '../../errors.js';
import { CSV_ENCODINGS } from '../../intake/export/csv.js';
import { errorWorkbook } from '../../intake/export/error-workbook.js';
import { EXPORT_FORMATS, exportItems, type ExportFormat } from '../../intake/export/items.js';
import { csvTemplate, xlsxTemplate } from '../../intake/export/template.js';
import { XLSX_TYPE } from '../../intake/export/workbook.js';
import { LIST_LABELS } from '../../intake/fields.js';
import { checkId } from '../../items/check.js';
import { getLists } from '../../store/lists.js';
import { achievementFilter, filterOf, flag, needFilter } from '../query.js';

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: XLSX_TYPE,
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
};

const encoding = z
  .enum(CSV_ENCODINGS, { error: `应为 ${CSV_ENCODINGS.join('、')} 之一` })
  .describe('CSV 的编码；gbk 中没有的字按 GB18030 写入。');
const templateQuery = z.strictObject({ encoding: encoding.default('gbk') });
const listId = z.string().optional().describe('只导出这份清单的条目。');
const tags = ['文件'];
const text = { schema: z.string() };
const binary = { schema: z.string().meta({ format: 'binary' }) };

export async function fileRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  for (const kind of FILE_KINDS) templateRoutes(app, deps, kind);
  for (const kind of LIST_KINDS) {
    for (const format of EXPORT_FORMATS) exportRoute(app, deps, kind, format);
  }
  app.get(
    '/tasks/:id/errors.xlsx',
    {
      schema: {
        tags,
        summary: '错误工作簿：上传的文件，前面加一列“错误原因”；改好后可直接再次上传',
        params: z.object({ id: z.string().describe('任务的编号') }),
        querystring: z.strictObject({ onlyToMend: flag.describe('只列出要修改的行。') }),
        response: { 200: { content: { [XLSX_TYPE]: binary } } },
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const { onlyToMend = false } = request.query as { onlyToMend?: boolean };
      const leaving = new AbortController();
      reply.raw.once('close', () => leaving.abort());
      const { signal } = leaving;
      const workbook = await errorWorkbook(deps.db, checkId(id), { onlyToMend, signal });
      return attach(reply, `错误原因-${id}.xlsx`, XLSX_TYPE).send(workbook);
    },
  );
}

function templateRoutes(app: FastifyInstance, { taxonomy }: Deps, kind: FileKind): void {
  const label = LIST_LABELS[kind];
  const summary = `${label}的填写模板`;
  app.get(
    `/templates/${kind}.xlsx`,
    { schema: { tags, summary, response: { 200: { content: { [XLSX_TYPE]: binary } } } } },
    async (_request, reply) => attach(reply, `${label}模板.xlsx`, XLSX_TYPE).send(xlsxTemplate(kind, taxonomy)),
  );
  app.get(
    `/templates/${kind}.csv`,
    { schema: { tags, summary, querystring: templateQuery, response: { 200: { content: { 'text/csv': text } } } } },
    async (request, reply) => {
      const { encoding } = request.query as z.output<typeof templateQuery>;
      return attach(reply, `${label}模板.csv`, csvType(encoding)).send(csvTemplate(kind, encoding));
    },
  );
}

function exportRoute(app: FastifyInstance, deps: Deps, kind: ListKind, format: ExportFormat): void {
  const label = LIST_LABELS[kind];
  const filters = itemKindOf(kind) === 'achievement' ? achievementFilter : needFilter;
  const query = z.strictObject({
    ...filters,
    listId,
    ...(format === 'csv' ? { encoding: encoding.default('utf-8') } : {}),
  });
  const type = MEDIA_TYPES[format];
  app.get(
    `/exports/${kind}.${format}`,
    {
      schema: {
        tags,
        summary: `导出${label}的条目，可原样再次导入；保密条目不导出`,
        querystring: query,
        response: { 200: { content: { [type]: format === 'xlsx' ? binary : text } } },
      },
    },
    async (request, reply) => {
      const {
        listId,
        encoding = 'utf-8',
        ...sent
      } = request.query as z.output<typeof query> & {
        encoding?: (typeof CSV_ENCODINGS)[number];
      };
      const filter = filterOf(itemKindOf(kind), sent, deps.taxonomy);
      if (listId !== undefined) filter.listIds = [await checkList(deps, listId, kind)];
      const file = await exportItems(deps, { kind, filter, format, encoding });
      return attach(reply, `${label}.${format}`, format === 'csv' ? csvType(encoding) : type).send(file);
    },
  );
}

/** @throws AppError NOT_FOUND; CONFLICT for a list of another kind, which would come out empty */
async function checkList({ db }: Deps, id: string, kind: ListKind): Promise<string> {
  const [list] = await getLists(db, [checkId(id)]);
  if (list === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的清单。`);
  if (list.kind === kind) return list.id;
  throw new AppError('CONFLICT', `《${list.name}》是${LIST_LABELS[list.kind]}，请从 /exports/${list.kind} 导出。`);
}

function csvType(encoding: (typeof CSV_ENCODINGS)[number]): string {
  return `text/csv; charset=${encoding}`;
}

/** The name is Chinese, which the header can only carry percent-encoded (RFC 6266). */
function attach(reply: FastifyReply, name: string, type: string): FastifyReply {
  const encoded = encodeURIComponent(name);
  return reply
    .header(
      'content-disposition',
      `attachment; filename="${name.replace(/[^\x20-\x7e]+/g, '_')}"; filename*=UTF-8''${encoded}`,
    )
    .type(type);
}
