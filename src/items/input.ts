/**
 * What may be written about an item, whichever door it comes through. The shapes are those of `schema.graphql`, with
 * enums in the domain's lower case. Texts are cleaned as those of list files are; an empty one is null.
 */
import { z } from 'zod';
import { FEEDBACK_REASONS, VERDICTS, VISIBILITIES } from '../domain.js';
import { creditCodeCheck } from '../intake/normalise/credit-code.js';
import { cleanText, singleLine } from '../intake/normalise/text.js';

/** UTF-16 units. A prose field takes what an Excel cell can hold. */
const LINE = 300;
const PROSE = 32_767;
const ENTRIES = 100;

const shorter = (limit: number) => ({ error: `最多 ${limit} 个字` });
const line = z
  .string('应为文本')
  .transform(singleLine)
  .pipe(z.string().max(LINE, shorter(LINE)));
export const title = line.pipe(z.string().min(1, { error: '不能为空' }));
const orNull = (text: string) => (text === '' ? null : text);
export const optionalLine = line.transform(orNull).nullish();
export const optionalProse = z
  .string('应为文本')
  .transform(cleanText)
  .pipe(z.string().max(PROSE, shorter(PROSE)))
  .transform(orNull)
  .nullish();
/** Null empties a list, as it does a text. */
export const lines = z
  .array(line, '应为文本的列表')
  .max(ENTRIES, { error: `最多 ${ENTRIES} 项` })
  .transform((entries) => [...new Set(entries.filter((entry) => entry !== ''))])
  .nullish();

const trl = z.int('应为整数').min(1, { error: '最低为 1' }).max(9, { error: '最高为 9' });
export const maturityInput = z
  .strictObject({ min: trl, max: trl })
  .refine(({ min, max }) => min <= max, { path: ['min'], error: '不能高于 max' });

const amount = z.number('应为数字').min(0, { error: '不能为负数' }).max(1e8, { error: '最高为 1 亿万元' }).nullish();
/** In 万元. */
export const moneyInput = z
  .strictObject({ kind: z.enum(['negotiable', 'fixed', 'range']), min: amount, max: amount })
  .transform((money) => ({ kind: money.kind, min: money.min ?? null, max: money.max ?? null }))
  .superRefine(({ kind, min, max }, context) => {
    const refuse = (path: 'min' | 'max', message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'negotiable' && (min !== null || max !== null)) {
      refuse(min === null ? 'max' : 'min', '面议时不能带金额');
    }
    if (kind === 'fixed' && (min === null || min !== max)) refuse('min', '定额时 min 与 max 应为同一个数');
    if (kind === 'range' && min === null && max === null) refuse('min', '区间至少要有一端');
    if (min !== null && max !== null && min > max) refuse('min', '不能高于 max');
  });

const codes = z
  .array(z.string(), '应为代码的列表')
  .max(ENTRIES, { error: `最多 ${ENTRIES} 项` })
  .transform((entries) => [...new Set(entries)])
  .nullish();
const visibility = z.enum(VISIBILITIES, { error: '应为 public 或 confidential' });
export const email = line
  .refine((text) => text === '' || z.email().safeParse(text).success, { error: '不是完整的邮箱地址' })
  .transform(orNull)
  .nullish();
const creditCode = line
  .transform((code) => code.toUpperCase().replace(/[\s-]/gu, ''))
  .refine((code) => code === '' || (code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code[17]), {
    error: '不是有效的 18 位统一社会信用代码，请对照营业执照核对',
  })
  .transform(orNull)
  .nullish();
const day = z.iso.date({ error: '应写作“年-月-日”，例如 2026-01-31' }).nullish();

const contact = { contactName: optionalLine, contactPhone: optionalLine, contactEmail: email };

const achievementFields = {
  code: optionalLine,
  department: optionalLine,
  inventors: lines,
  field: lines,
  summary: optionalProse,
  innovation: optionalProse,
  indicators: optionalProse,
  prospects: optionalProse,
  maturity: maturityInput.nullish(),
  ip: lines,
  cooperationModes: codes,
  price: moneyInput.nullish(),
  confidentiality: optionalLine,
  ...contact,
  keywords: lines,
  remarks: optionalProse,
};

export const challengeInput = z.strictObject({
  listName: optionalLine,
  publisher: optionalLine,
  challengeType: optionalLine,
  deliverables: optionalProse,
  period: optionalLine,
  ipOwnership: optionalProse,
  bidderRequirements: optionalProse,
});

const needFields = {
  creditCode,
  park: optionalLine,
  field: lines,
  kind: optionalLine,
  description: optionalProse,
  indicators: optionalProse,
  foundation: optionalProse,
  budget: moneyInput.nullish(),
  cooperationModes: codes,
  preferredUniversities: lines,
  deadline: day,
  ...contact,
  keywords: lines,
  remarks: optionalProse,
  challenge: challengeInput.nullish(),
};

const creation = {
  title,
  organization: title,
  visibility: visibility.default('public'),
  draft: z.boolean('应为 true 或 false').default(false),
};
/** A patch may not empty what an item must have. */
const change = { title: title.optional(), visibility: visibility.optional() };

export const achievementInput = z.strictObject({ ...achievementFields, ...creation });
export const achievementPatch = z.strictObject({ ...achievementFields, ...change });
export const needInput = z.strictObject({ ...needFields, ...creation });
export const needPatch = z.strictObject({ ...needFields, ...change });

export const feedbackInput = z
  .strictObject({
    needId: z.uuid({ error: '不是有效的编号' }),
    achievementId: z.uuid({ error: '不是有效的编号' }),
    verdict: z.enum(VERDICTS),
    reasons: z
      .array(z.enum(Object.keys(FEEDBACK_REASONS) as (keyof typeof FEEDBACK_REASONS)[]))
      .transform((reasons) => [...new Set(reasons)])
      .nullish()
      .transform((reasons) => reasons ?? []),
    note: optionalProse.transform((note) => note ?? null),
  })
  .refine(({ verdict, reasons }) => verdict !== 'reject' || reasons.length > 0, {
    path: ['reasons'],
    error: `拒绝一条匹配须说明理由，可选：${Object.entries(FEEDBACK_REASONS)
      .map(([code, name]) => `${code}（${name}）`)
      .join('、')}`,
  });

export type AchievementInput = z.output<typeof achievementInput>;
export type AchievementPatch = z.output<typeof achievementPatch>;
export type NeedInput = z.output<typeof needInput>;
export type NeedPatch = z.output<typeof needPatch>;
export type FeedbackInput = z.output<typeof feedbackInput>;
