import { z } from 'zod';
import { TASK_STATES } from '../../domain.js';
import { instant, named, pageSchema } from './common.js';

export const task = z
  .object({
    id: z.uuid(),
    kind: z.enum(['import', 'reembed']),
    state: z.enum(TASK_STATES),
    done: z.int(),
    total: z.int().nullable().describe('未知时为 null。'),
    counts: z.record(z.string(), z.int()).describe('read、accepted、rejected、warnings、added、changed 等。'),
    fileName: z.string().nullable(),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    report: z.record(z.string(), z.unknown()).nullable().describe('列的对应关系、表头所在行、拒收原因。'),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .register(named, { id: 'Task' });

export const taskPage = pageSchema(task);

const place = { sheet: z.string().nullable(), row: z.int() };

export const issue = z
  .object({
    seq: z.int(),
    severity: z.enum(['rejected', 'warning', 'duplicate', 'ignored']),
    ...place,
    column: z.string().nullable(),
    field: z.string().nullable(),
    reason: z.string(),
    text: z.string().nullable().describe('单元格原文。'),
  })
  .describe('工作表、行、列与发送者在 Excel 里看到的一致。')
  .register(named, { id: 'TaskIssue' });

export const issuePage = z.object({
  items: z.array(issue),
  nextAfterSeq: z.int().nullable().describe('作为 afterSeq 传回即得下一页；没有下一页时为 null。'),
});

export const preview = z.object({
  refused: z.object({ code: z.string(), reason: z.string() }).nullable(),
  mapping: z.array(
    z.object({
      sheet: place.sheet,
      column: z.string(),
      header: z.string(),
      field: z.string().describe('字段名；extra 原样保留，ignore 不导入。'),
      confidence: z.number().describe('0–1；低于 0.8 请核对。'),
      proposal: z.string().optional().describe('拿不准、因而没有采用的字段。'),
      samples: z.array(z.string()),
    }),
  ),
  headerRows: z.array(z.object({ sheet: place.sheet, rows: z.array(z.int()) })),
  accepted: z.int(),
  rejected: z.int(),
  warnings: z.int(),
  duplicates: z.int(),
  ignored: z.int(),
  difference: z
    .object({ added: z.int(), changed: z.int(), unchanged: z.int(), gone: z.int() })
    .nullable()
    .describe('与现有数据相比；拒收的文件为 null。'),
});
