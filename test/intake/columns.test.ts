import fc from 'fast-check';
import type { ListKind } from '../../src/domain.js';
import { AppError } from '../../src/errors.js';
import { mapColumns } from '../../src/intake/columns.js';
import { ACHIEVEMENT_HEADERS, NEED_HEADERS } from '../../src/intake/header-words.js';
import { matchHeader } from '../../src/intake/headers.js';

const fieldOf = (header: string, kind: ListKind) => matchHeader([header], kind)?.field ?? 'extra';
const cases = (table: Record<string, string>): [string, string][] =>
  Object.entries(table).flatMap(([field, headers]) =>
    headers.split(' ').map((header): [string, string] => [header, field]),
  );

describe('headers of achievement lists', () => {
  test.each(
    cases({
      title: '成果名称 科技成果名称 项目名称 技术名称 名称 *成果名称 成果名称（必填） 成果名称：',
      code: '成果编号 登记号 批准登记号',
      organization: '完成单位 所属单位 所属机构 成果持有单位 第一完成单位 单位名称 高校名称 完成单位（盖章）',
      department: '所属院系 学院',
      inventors: '完成人 主要完成人 负责人 成果持有人 项目负责人 团队 完成人（前三位）',
      field: '所属领域 技术领域 应用领域 应用方向 所属产业 所属学科 国民经济分类 其所属技术领域',
      summary: '成果简介 成果简要介绍 成果基本情况 项目简介 技术简介 成果简介（限500字）',
      innovation: '技术创新点 技术优势 主要创新点',
      indicators: '主要技术经济指标 技术指标',
      prospects: '发展前景 预期效益 应用前景 成果案例',
      maturity: '技术成熟度 成熟度 成果所处阶段 所处阶段 TRL ＴＲＬ 技术成熟度（TRL1-9）',
      ip: '知识产权情况 是否专利 专利号 申请号 专利名称',
      cooperationModes: '合作方式 拟转化方式 转化方式 转让方式 拟合作方式 合作方式（可多选）',
      price: '意向价格 拟转让价格 拟交易价格 转化价格（万元） 转化金额 意向价格/万元',
      confidentiality: '成果密级 密级 是否公开',
      contactName: '联系人',
      contactPhone: '联系电话 电话 联系方式',
      contactEmail: '邮箱 E-mail',
      keywords: '关键词',
      remarks: '备注',
      ignore: '序号 No. 行号',
    }),
  )('%s is %s', (header, field) => expect(fieldOf(header, 'achievements')).toBe(field));
});

describe('headers of need and challenge lists', () => {
  test.each(
    cases({
      title: '需求名称 技术需求名称 难题名称 项目名称',
      organization: '企业名称 需求单位 单位名称 企业名称（全称）',
      creditCode: '统一社会信用代码',
      park: '所属园区 企业所属地区 所在园区',
      field: '所属领域 所属产业 技术领域 行业',
      kind: '需求类型 需求分类',
      description: '需求描述 需求摘要 需求详情 需求内容 技术需求简述 拟解决的主要技术问题',
      indicators: '技术指标 核心指标 考核指标',
      foundation: '现有基础',
      budget: '拟投入资金 预算金额（万元） 意向金额 所需资金 悬赏金 榜单金额 揭榜金额',
      preferredUniversities: '意向合作高校',
      deadline: '截止日期 有效期 需求有效期 揭榜截止时间',
      confidential: '是否保密',
      listName: '榜单名称',
      publisher: '发榜单位',
      challengeType: '榜单类型（政府榜/企业榜） 榜单类型',
      deliverables: '交付物',
      period: '完成时限 攻关周期 实施周期',
      ipOwnership: '产权归属',
      bidderRequirements: '揭榜方要求 揭榜方须具备的条件',
    }),
  )('%s is %s', (header, field) => expect(fieldOf(header, 'challenges')).toBe(field));
});

test.each(
  '注册资本 注册资金（万元） 成立日期 成立时间 企业规模 联系地址 通讯地址 企业地址 邮编 传真 营业收入 年销售额 法定代表人 职务 职称 发布日期 填报日期 员工人数 企业性质 企业简介 研发投入 推荐单位 审核意见 负责人职务 联系人职称 成果数量 专利数量 完成日期 已投入资金'.split(
    ' ',
  ),
)('%s is no field of a need', (header) => expect(fieldOf(header, 'needs')).toBe('extra'));

test.each(['登记日期', '成果类型', '项目来源', '完成时间', '专利数量', '成果水平', '企业规模', '联系地址'])(
  '%s is no field of an achievement',
  (header) => expect(fieldOf(header, 'achievements')).toBe('extra'),
);

const words = [
  ...Object.values(ACHIEVEMENT_HEADERS).flatMap((text) =>
    text.split(/\s+/).map((header) => ({ header, kind: 'achievements' as const })),
  ),
  ...Object.values(NEED_HEADERS).flatMap((text) =>
    text.split(/\s+/).map((header) => ({ header, kind: 'needs' as const })),
  ),
];

test('stars, spaces, brackets and line breaks around a known header change nothing', () => {
  const dress = fc.constantFrom<(header: string) => string>(
    (header) => `*${header}`,
    (header) => ` ${header} `,
    (header) => `${header}（必填）`,
    (header) => `${header}：`,
    (header) => `★${header}`,
    (header) => `3.${header}`,
    (header) => [...header].join(' '),
    (header) => `${header.slice(0, 2)}\n${header.slice(2)}`,
    (header) => `${header}（限500字以内）`,
  );
  fc.assert(
    fc.property(fc.constantFrom(...words), dress, ({ header, kind }, dressed) => {
      expect(fieldOf(dressed(header), kind)).toBe(fieldOf(header, kind));
    }),
    { numRuns: 500 },
  );
});

test('no header is taken by two columns unless the field is prose or a list, and none is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words.map(({ header }) => header)), fc.string()), { maxLength: 15 }),
      (headers) => {
        const columns = headers.map((header, index) => ({ index, header, parts: [header] }));
        const mapped = mapColumns(columns, [], 'needs');
        expect(mapped.map(({ index }) => index)).toEqual(columns.map(({ index }) => index));
        for (const field of ['title', 'organization', 'budget', 'deadline', 'contactPhone']) {
          expect(mapped.filter((column) => column.field === field).length).toBeLessThanOrEqual(1);
        }
        for (const { confidence } of mapped) expect(confidence).toBeGreaterThanOrEqual(0);
        for (const { confidence } of mapped) expect(confidence).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('a confirmed field that does not exist is an error of the caller', () => {
  const columns = [{ index: 0, header: '名称', parts: ['名称'] }];
  expect(() => mapColumns(columns, [], 'achievements', { 名称: 'budget' })).toThrow(AppError);
});
