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
  })
  .register(named, { id: 'Match' });

export const matchPage = pageSchema(match)
  .extend({ matching: matchingMode, rankingModel: z.string(), embeddingModel: z.string().nullable() })
  .register(named, { id: 'MatchPage' });

export const feedbackPage = pageSchema(feedback);

const rankingModel = z
  .object({
    id: z.string(),
    active: z.boolean().describe('是否正在使用。'),
    base: z.string().nullable().describe('由哪个内置版本拟合而来；内置版本为 null。'),
    previous: z.string().nullable().describe('采用它之前使用的版本，即退回到的版本。'),
    weights: z.array(z.object({ feature: z.string(), label: z.string(), weight: z.number() })),
    calibration: z.object({ slope: z.number(), middle: z.number() }),
    report: z.record(z.string(), z.unknown()).nullable().describe('在留出的需求上，新旧权重的比较。'),
    createdAt: instant.nullable(),
    adoptedAt: instant.nullable(),
  })
  .register(named, { id: 'RankingModel' });

export const rankingModels = z.object({ items: z.array(rankingModel) });
