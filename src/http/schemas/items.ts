import { z } from 'zod';
import { ITEM_STATUSES, LIST_KINDS, ORGANIZATION_KINDS, VISIBILITIES } from '../../domain.js';
import { day, instant, named, pageSchema, term } from './common.js';

const text = z.string().nullable();
const texts = z.array(z.string());

export const organization = z
  .object({
    id: z.uuid(),
    kind: z.enum(ORGANIZATION_KINDS),
    name: z.string(),
    aliases: texts,
    park: term.nullable(),
    creditCode: text,
  })
  .register(named, { id: 'Organization' });

const money = z
  .object({ kind: z.enum(['negotiable', 'fixed', 'range']), min: z.number().nullable(), max: z.number().nullable() })
  .describe('单位：万元。negotiable 为面议；range 的一端为 null 表示不限。')
  .register(named, { id: 'Money' });

export const maturity = z
  .object({ min: z.int(), max: z.int() })
  .describe('技术成熟度，TRL 1–9。')
  .register(named, { id: 'Maturity' });

const common = {
  id: z.uuid(),
  title: z.string(),
  organization,
  field: texts.describe('清单里写的所属领域。'),
  industries: z.array(term).describe('所属领域对应的产业。'),
  indicators: text,
  cooperationModes: z.array(term),
  contactName: text,
  contactPhone: text,
  contactEmail: text,
  keywords: texts,
  remarks: text,
  extra: z.array(z.object({ header: z.string(), text: z.string() })).describe('清单里没有对应字段的列。'),
  status: z.enum(ITEM_STATUSES),
  visibility: z.enum(VISIBILITIES),
  listId: z.uuid().nullable(),
  createdAt: instant,
  updatedAt: instant,
};

export const achievement = z
  .object({
    ...common,
    code: text,
    department: text,
    inventors: texts,
    summary: text,
    innovation: text,
    prospects: text,
    maturity: maturity.nullable(),
    ip: texts,
    price: money.nullable(),
    confidentiality: text,
  })
  .register(named, { id: 'Achievement' });

const challenge = z
  .object({
    listName: text,
    publisher: text,
    challengeType: text,
    deliverables: text,
    period: text,
    ipOwnership: text,
    bidderRequirements: text,
  })
  .register(named, { id: 'ChallengeTerms' });

export const need = z
  .object({
    ...common,
    creditCode: text,
    parkText: text.describe('清单里写的所在园区。'),
    park: term.nullable(),
    kind: text,
    description: text,
    foundation: text,
    budget: money.nullable(),
    preferredUniversities: texts,
    deadline: day.nullable(),
    challenge: challenge.nullable(),
  })
  .register(named, { id: 'Need' });

const edition = z.object({
  id: z.uuid(),
  number: z.int(),
  fileName: z.string(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  gone: z.int(),
  createdAt: instant,
  appliedAt: instant.nullable().describe('所有行都写入后才有。'),
});

export const list = z
  .object({
    id: z.uuid(),
    kind: z.enum(LIST_KINDS),
    name: z.string(),
    organization: organization.nullable(),
    editions: z.array(edition).describe('新的在前。'),
    createdAt: instant,
  })
  .register(named, { id: 'List' });

export const industry = z.object({
  ...term.shape,
  levels: texts,
  aliases: texts,
  inferred: z.boolean().describe('由本项目推断，文件中没有明说。'),
  source: texts,
});

export const park = z.object({
  ...term.shape,
  aliases: texts,
  city: text,
  district: text,
  kind: z.string(),
  leadingIndustries: z.array(term),
  pairedOrganizations: z.array(organization).describe('结对的高校院所。'),
});

export const achievementPage = pageSchema(achievement);
export const needPage = pageSchema(need);
export const listPage = pageSchema(list);
export const organizationPage = pageSchema(organization);
export const industries = z.object({ items: z.array(industry) });
export const parks = z.object({ items: z.array(park) });
