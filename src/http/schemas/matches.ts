import { z } from 'zod';
import { FEEDBACK_REASONS, VERDICTS, type FeedbackReason } from '../../domain.js';
import { instant, named, pageSchema } from './common.js';
import { achievement, need } from './items.js';

const reasons = z.array(z.enum(Object.keys(FEEDBACK_REASONS) as FeedbackReason[]));

export const matchingMode = z
  .enum(['hybrid', 'lexical-only'])
  .describe('hybrid：向量与词语混合匹配；lexical-only：没有向量模型，只按词语匹配。');

export const feedback = z
  .object({
    id: z.uuid(),
    needId: z.uuid(),
    achievementId: z.uuid(),
    verdict: z.enum(VERDICTS),
    reasons,
    note: z.string().nullable(),
    score: z.number().nullable().describe('给出结论时看到的分数。'),
    createdAt: instant,
  })
  .register(named, { id: 'Feedback' });

const span = z
  .object({ field: z.string(), start: z.int(), end: z.int(), text: z.string() })
  .describe('原文中的位置：字段名与 UTF-16 偏移。')
  .register(named, { id: 'Span' });

export const match = z
  .object({
    rank: z.int(),
    score: z.number().describe('0–100，等于各项贡献之和（截到该范围）。'),
    grade: z.enum(['A', 'B', 'C', 'D']),
    need: need.nullable().describe('按文字查找时为 null。'),
    achievement: achievement.nullable(),
    summary: z.string().describe('一句话：为什么匹配，或为什么勉强。'),
    reasons: z.array(z.object({ code: z.string(), polarity: z.enum(['FOR', 'AGAINST', 'NEUTRAL']), text: z.string() })),
    contributions: z.array(
      z.object({
        feature: z.string(),
        label: z.string(),
        value: z.number().nullable().describe('该特征自身的值，0–1；缺数据时为 null。'),
        points: z.number(),
        detail: z.string().nullable(),
      }),
    ),
    sharedTerms: z.array(z.object({ term: z.string(), weight: z.number() })),
    evidence: z.array(z.object({ need: span, achievement: span, strength: z.number() })),
    indicators: z.array(
      z.object({ outcome: z.enum(['MET', 'MISSED', 'NOT_STATED']), wanted: span, offered: span.nullable() }),
    ),
    feedback: z.array(feedback.omit({ needId: true, achievementId: true })).describe('新的在前。'),
    highlights: z.array(span).describe('按文字查找时，命中的词在所找到条目中的位置；关键词的字段名为 keywords[0] 等。'),
  })
  .register(named, { id: 'Match' });

const reading = z
  .object({
    text: z.string().describe('实际用来查找的文字：已改正，含引号内的词，不含排除的词。'),
    quotedTerms: z.array(z.string()).describe('引号内、必须原样出现的词。'),
    excludedTerms: z.array(z.string()).describe('减号后、不得出现的词。'),
    corrections: z
      .array(z.object({ original: z.string(), replacement: z.string(), start: z.int(), end: z.int() }))
      .describe('按别的词读的误写词；start、end 为所发文字中的 UTF-16 偏移。'),
    synonyms: z.array(z.string()).describe('所提事物的其他名称，其词语按一半计。'),
  })
  .register(named, { id: 'SearchReading' });

export const matchPage = pageSchema(match)
  .extend({
    matching: matchingMode,
    rankingModel: z.string(),
    embeddingModel: z.string().nullable(),
    reading: reading.nullable().describe('按文字查找时，文字是怎样读的；其他情形为 null。'),
  })
  .register(named, { id: 'MatchPage' });

export const feedbackPage = pageSchema(feedback);
