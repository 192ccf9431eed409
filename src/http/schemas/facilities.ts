import { z } from 'zod';
import { instant, named, pageSchema, term } from './common.js';
import { maturity } from './items.js';

const text = z.string().nullable();

export const facility = z
  .object({
    id: z.uuid(),
    kind: z.string().describe('概念验证中心、中试平台等。'),
    name: z.string(),
    organization: text.describe('建设或依托单位的名称。'),
    parkText: text.describe('名录里写的所属园区。'),
    park: term.nullable(),
    field: z.array(z.string()).describe('服务领域；为空表示不限。'),
    industries: z.array(term),
    maturity: maturity.nullable().describe('能把成果做到的 TRL 范围；没有写明则为 null。'),
    summary: text,
    contactName: text,
    contactPhone: text,
    contactEmail: text,
    remarks: text,
    extra: z.array(z.object({ header: z.string(), text: z.string() })),
    createdAt: instant,
    updatedAt: instant,
  })
  .register(named, { id: 'Facility' });

export const facilityPage = pageSchema(facility);
