import { z } from 'zod';
import { FEEDBACK_REASONS, VERDICTS, type FeedbackReason } from '../../domain.js';
import { NEED_PARTS } from '../../matching/completeness/index.js';
import { instant, named, pageSchema } from './common.js';
import { facility } from './facilities.js';
import { achievement, maturity, need } from './items.js';

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
    variantOf: z.uuid().nullable().describe('与哪一项近乎相同（同一单位，或已标为疑似重复）；本条因此后移。'),
    variants: z.array(z.uuid()).describe('后面与本条近乎相同的各项。'),
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
    relatedTerms: z.array(
      z.object({ asked: z.string(), offered: z.string(), relation: z.enum(['SYNONYM', 'NARROWER', 'BROADER']) }),
    ),
    evidence: z.array(z.object({ need: span, achievement: span, strength: z.number() })),
    indicators: z.array(
      z.object({ outcome: z.enum(['MET', 'MISSED', 'NOT_STATED']), wanted: span, offered: span.nullable() }),
    ),
    maturityGap: z
      .object({
        wanted: maturity,
        offered: maturity,
        levels: z.int().describe('还差几级。'),
        facilities: z.array(
          z.object({ facility, covers: maturity, score: z.number(), reason: z.string().describe('一句话的理由。') }),
        ),
      })
      .nullable()
      .describe('成果的成熟度低于需求所要求时：缺口，以及可以补足的概念验证中心和中试平台。'),
    feedback: z.array(feedback.omit({ needId: true, achievementId: true })).describe('新的在前。'),
    highlights: z.array(span).describe('按文字查找时，命中的词在所找到条目中的位置；关键词的字段名为 keywords[0] 等。'),
  })
  .register(named, { id: 'Match' });

const partFinding = z
  .object({
    part: z.enum(NEED_PARTS),
    present: z.boolean(),
    spans: z.array(span).describe('写明这一项的原文位置；预算、日期等字段按其读法给出，从 0 起。'),
    question: z.string().nullable().describe('未读到时，向企业提的问题。'),
  })
  .describe('OBJECT：具体对象；PAIN：要解决的问题；INDICATORS：技术指标；CONDITIONS：使用条件。')
  .register(named, { id: 'PartFinding' });

export const completeness = z
  .object({ complete: z.boolean(), parts: z.array(partFinding) })
  .register(named, { id: 'Completeness' });

const answer = z
  .object({
    verdict: z
      .enum(['FITS', 'UNCERTAIN', 'NOTHING_FITS'])
      .describe('FITS：有合适的；UNCERTAIN：可能有；NOTHING_FITS：没有找到有把握的，首位只是最接近的。'),
    text: z.string().describe('一句话的结论。'),
    probability: z.number().min(0).max(1).describe('前十项里至少有一项可用的概率。'),
    nearest: z
      .object({ id: z.uuid(), title: z.string(), organization: z.string(), score: z.number() })
      .nullable()
      .describe('排在首位的；没有可比较的则为 null。'),
    missing: z.array(partFinding).describe('不是 FITS 时：需求中未读到的部分和要问的问题。'),
  })
  .describe('整次查找的结论；仅在第一页，找相似时为 null。')
  .register(named, { id: 'Answer' });

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
    answer: answer.nullable(),
    reading: reading.nullable().describe('按文字查找时，文字是怎样读的；其他情形为 null。'),
    reranking: z
      .enum(['APPLIED', 'UNAVAILABLE'])
      .optional()
      .describe('设了重排模型才有：APPLIED 已重排前列；UNAVAILABLE 重排模型出错，排序未经重排。'),
  })
  .register(named, { id: 'MatchPage' });

const share = z.number().min(0).max(1);

export const storedMatch = z
  .object({
    need,
    achievement,
    rank: z.int(),
    score: z.number().describe('0–100。'),
    reciprocal: share.describe('双方都会跟进的程度：两半的调和平均；任一方已关闭或不公开时为 0。'),
    needSide: share.describe('需求一侧：有用的概率，排位越后越低。'),
    achievementSide: share.describe('成果一侧：与该成果最合适的需求相比，排位越后、条件越不合则越低。'),
    needPlace: z.int().describe('该需求在这项成果的各项需求中的名次，从 1 起。'),
    terms: share.nullable().describe('合作方式、价格、结对的契合程度；双方没有都写明时为 null。'),
    rankingModel: z.string(),
    firstSeenAt: instant,
    computedAt: instant,
  })
  .register(named, { id: 'StoredMatch' });

export const storedMatchPage = pageSchema(storedMatch);

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
