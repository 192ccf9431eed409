import fc from 'fast-check';
import { LIST_KINDS, type ListKind } from '../../../src/domain.js';
import { createNormaliser, isConfidential, readContact } from '../../../src/intake/normalise/index.js';
import type { Cell } from '../../../src/intake/types.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';

const normaliser = createNormaliser(readTaxonomyFile(), { today: new Date(2025, 5, 15) });

function read(field: string, cell: string | Cell, header = field, kind?: ListKind) {
  const owner = kind ?? (NEED_FIELDS.has(field) ? 'needs' : 'achievements');
  return normaliser.read(owner, field, typeof cell === 'string' ? { text: cell } : cell, { header });
}
const NEED_FIELDS = new Set(['budget', 'deadline', 'confidential', 'creditCode', 'preferredUniversities', 'park']);
const ALL_FIELDS =
  'title code organization department inventors field summary innovation indicators prospects maturity ip cooperationModes price confidentiality contactName contactPhone contactEmail keywords remarks extra creditCode park kind description foundation budget preferredUniversities deadline confidential listName publisher challengeType deliverables period ipOwnership bidderRequirements'.split(
    ' ',
  );

describe('maturity', () => {
  test.each([
    ['小试', 4, 5],
    ['中试阶段', 6, 7],
    ['处于中试阶段，效果良好', 6, 7],
    ['小试/中试', 4, 7],
    ['实验室阶段、产业化', 3, 9],
    ['已产业化', 8, 9],
    ['TRL 6', 6, 6],
    ['TRL6', 6, 6],
    ['ＴＲＬ６', 6, 6],
    ['TRL6-7', 6, 7],
    ['TRL=5', 5, 5],
    ['Ⅵ级', 6, 6],
    ['TRL IV-VI', 4, 6],
    ['TRL 6~TRL 7', 6, 7],
    ['TRL 6（中试）', 6, 6],
    ['6级', 6, 6],
    ['六级', 6, 6],
    ['第6级', 6, 6],
    ['6-7级', 6, 7],
    ['6', 6, 6],
    ['6.0', 6, 6],
    ['4-6', 4, 6],
    ['6级以上', 6, 9],
    ['7级以下', 1, 7],
    ['≥TRL5', 5, 9],
    ['已完成小试，尚未中试', 4, 5],
    ['□小试 ☑中试 □产业化', 6, 7],
    ['小试□ 中试√ 产业化□', 6, 7],
  ])('%j is TRL %i to %i', (text, min, max) => {
    expect(read('maturity', text)).toEqual({ value: { min, max } });
  });

  test.each(['TRL 12', '0', '15级', '很好', '小规模应用', '未完成中试'])('%j cannot be read', (text) => {
    expect(read('maturity', text)).toEqual({ value: null, warning: expect.stringContaining(text) });
  });

  test.each(['', '/', '无'])('%j is blank', (text) => {
    expect(read('maturity', text)).toEqual({ value: null });
  });
});

describe('cooperation modes', () => {
  test.each([
    ['转让', ['TRANSFER']],
    ['技术转让、专利许可', ['TRANSFER', 'LICENSE_ANY']],
    ['转让或许可', ['TRANSFER', 'LICENSE_ANY']],
    ['普通', ['LICENSE_ORDINARY']],
    ['独占、开放', ['LICENSE_EXCLUSIVE', 'LICENSE_OPEN']],
    ['合作开发；作价入股/技术服务', ['CODEVELOP', 'EQUITY', 'TECH_SERVICE']],
    ['合作开发，转让，合作开发', ['CODEVELOP', 'TRANSFER']],
    ['独占/排他/普通许可', ['LICENSE_EXCLUSIVE', 'LICENSE_SOLE', 'LICENSE_ORDINARY']],
    ['独占、普通、开放许可', ['LICENSE_EXCLUSIVE', 'LICENSE_ORDINARY', 'LICENSE_OPEN']],
    ['非独占许可', ['LICENSE_ORDINARY']],
    ['许可（独占许可）', ['LICENSE_EXCLUSIVE']],
    ['许可（独占、普通）', ['LICENSE_EXCLUSIVE', 'LICENSE_ORDINARY']],
    ['其他（请注明）：共建实验室', ['JOINT_PLATFORM']],
    ['A.转让 B.许可', ['TRANSFER', 'LICENSE_ANY']],
    ['以作价入股方式', ['EQUITY']],
    ['转让等方式', ['TRANSFER']],
    ['先使用后付费', ['LICENSE_DEFERRED']],
    ['面议', ['NEGOTIABLE']],
    ['其他：联合研发', ['CODEVELOP']],
    ['□转让 ☑普通许可 ☑作价入股', ['LICENSE_ORDINARY', 'EQUITY']],
    ['transfer', ['TRANSFER']],
    ['1.转让 2.许可', ['TRANSFER', 'LICENSE_ANY']],
    ['转让\n技术入股', ['TRANSFER', 'EQUITY']],
  ])('%j reads as %j', (text, value) => {
    expect(read('cooperationModes', text)).toEqual({ value });
  });

  test.each([
    ['转让、以物易物', ['TRANSFER'], /以物易物/],
    ['其他：以物易物', ['NEGOTIABLE'], /以物易物/],
    ['独家许可', ['LICENSE_EXCLUSIVE', 'LICENSE_SOLE'], /独家许可/],
    ['不转让', [], /不转让/],
    ['普通许可给南京企业', ['LICENSE_ORDINARY'], /南京企业/],
    ['随便', [], /随便/],
  ])('%j reads as %j with a warning', (text, value, warning) => {
    const reading = read('cooperationModes', text);
    expect(reading.value).toEqual(value);
    expect(reading.warning).toMatch(warning);
  });
});

describe('lists', () => {
  test.each([
    [
      '石墨烯；电池;储能、材料，碳,热管理/散热\n导电',
      ['石墨烯', '电池', '储能', '材料', '碳', '热管理', '散热', '导电'],
    ],
    ['B/S架构，I/O', ['B/S架构', 'I/O']],
    ['1,2-丙二醇，催化', ['1,2-丙二醇', '催化']],
    ['材料（碳、硅），器件', ['材料（碳、硅）', '器件']],
    ['材料（碳\n硅', ['材料（碳', '硅']],
    ['AI，ai，ＡＩ', ['AI']],
    ['无', []],
    ['1.电池 2.储能', ['电池', '储能']],
  ])('keywords %j are %j', (text, value) => {
    expect(read('keywords', text)).toEqual({ value });
  });

  test.each([
    ['张三、李四', ['张三', '李四']],
    ['张三 李四 王小五', ['张三', '李四', '王小五']],
    ['张 三', ['张三']],
    ['张 三，李 四', ['张三', '李四']],
    ['张三 李 四', ['张三', '李四']],
    ['张三、李四等', ['张三', '李四']],
    ['张三等5人', ['张三']],
    ['张三 教授', ['张三教授']],
    ['John Smith', ['John Smith']],
  ])('inventors %j are %j', (text, value) => {
    expect(read('inventors', text)).toEqual({ value });
  });

  test('preferred universities leave out 不限', () => {
    expect(read('preferredUniversities', '南京大学、东南大学')).toEqual({ value: ['南京大学', '东南大学'] });
    expect(read('preferredUniversities', '不限')).toEqual({ value: [] });
  });
});

describe('contacts', () => {
  test.each([
    ['13812345678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['025-83591234', '025-83591234'],
    ['(025) 83591234', '025-83591234'],
    ['025-83591234转801', '025-83591234-801'],
    ['83591234', '83591234'],
    ['02583591234', '025-83591234'],
    ['0512-62345678', '0512-62345678'],
    ['025-8359 1234', '025-83591234'],
    ['+86-25-83591234', '025-83591234'],
    ['400-820-8820', '400-820-8820'],
    ['4008208820', '400-820-8820'],
    ['86-25-83591234', '025-83591234'],
    ['025—83591234', '025-83591234'],
    ['13812345678 / 025-83591234', '13812345678；025-83591234'],
    ['张老师 13812345678', '13812345678'],
  ])('phone %j is %s', (text, value) => {
    expect(read('contactPhone', text)).toEqual({ value });
  });

  test('a phone that Excel turned into a number keeps its digits', () => {
    expect(read('contactPhone', { text: '1.38E+10', number: 13_812_345_678 })).toEqual({ value: '13812345678' });
  });

  test.each([
    ['contactPhone', '138****5678'],
    ['contactPhone', '见官网'],
    ['contactEmail', 'zhang#nju.edu.cn'],
  ])('%s %j cannot be read', (field, text) => {
    expect(read(field, text)).toEqual({ value: null, warning: expect.stringContaining(text) });
  });

  test('e-mail addresses keep their name and fold their domain', () => {
    expect(read('contactEmail', '邮箱：Zhang.San@NJU.edu.cn')).toEqual({ value: 'Zhang.San@nju.edu.cn' });
    expect(read('contactEmail', 'a@b.cn; c@d.cn')).toEqual({ value: 'a@b.cn；c@d.cn' });
  });

  test.each([
    ['张三 13812345678 zs@nju.edu.cn', '张三', '13812345678', 'zs@nju.edu.cn'],
    ['联系人：张三，电话：025-83591234，邮箱：zs@nju.edu.cn', '张三', '025-83591234', 'zs@nju.edu.cn'],
    ['李四（13912345678）', '李四', '13912345678', null],
    ['王五', '王五', null, null],
    ['王五/赵六', '王五/赵六', null, null],
    ['13812345678', null, '13812345678', null],
    ['无', null, null, null],
  ])('a cell with everything, %j, falls into its parts', (text, contactName, contactPhone, contactEmail) => {
    expect(readContact(text)).toEqual({ contactName, contactPhone, contactEmail });
  });
});

describe('confidentiality', () => {
  test.each([
    ['是', '是否保密', true],
    ['否', '是否保密', false],
    ['否（公开）', '是否保密', false],
    ['保 密', '是否保密', true],
    ['需保密', '是否保密', true],
    ['不保密', '是否保密', false],
    ['公开', '是否保密', false],
    ['不公开', '是否保密', true],
    ['是', '是否公开', false],
    ['否', '是否公开', true],
    ['√', '是否保密', true],
    ['□是 ☑否', '是否保密', false],
    ['', '是否保密', false],
  ])('a need with %j under %s: %s', (text, header, value) => {
    expect(read('confidential', text, header)).toEqual({ value });
  });

  test('what cannot be read, and an error cell, keep the need confidential and say so', () => {
    expect(read('confidential', '视情况', '是否保密')).toEqual({
      value: true,
      warning: expect.stringContaining('视情况'),
    });
    expect(read('confidential', { text: '#N/A', error: '#N/A' }, '是否保密').value).toBe(true);
  });

  test.each([
    ['公开', '密级', '公开', false],
    ['内部', '成果密级', '内部', true],
    ['非密', '密级', '非密', false],
    ['是', '是否公开', '公开', false],
    ['否', '是否公开', '不公开', true],
    ['是', '是否保密', '保密', true],
    ['否', '是否保密', '不保密', false],
  ])('an achievement with %j under %s is %s', (text, header, value, confidential) => {
    expect(read('confidentiality', text, header)).toEqual({ value });
    expect(isConfidential(value)).toBe(confidential);
  });
});

test('credit codes are checked against their last character', () => {
  expect(read('creditCode', '91320100MA1MXXXX0A').warning).toContain('营业执照');
  expect(read('creditCode', '9132 0000 1347 6080 1X')).toEqual(read('creditCode', '91320000134760801X'));
  // The sample code printed in the annexes of GB 32100-2015.
  expect(read('creditCode', '91350100M000100Y43')).toEqual({ value: '91350100M000100Y43' });
  expect(read('creditCode', '9.13E+17').value).toBeNull();
});

test('prose keeps its paragraphs and its 无, a title is one line', () => {
  expect(read('summary', '第一段\r\n\r\n\r\n第二段\u200B')).toEqual({ value: '第一段\n\n第二段' });
  expect(read('remarks', '无')).toEqual({ value: '无' });
  expect(read('remarks', '/')).toEqual({ value: null });
  expect(read('title', '石墨烯\n电池')).toEqual({ value: '石墨烯电池' });
  expect(read('title', '无')).toEqual({ value: null });
  expect(read('title', '长'.repeat(300)).warning).toContain('300 字');
  expect(read('extra', '=1+1')).toEqual({ value: '=1+1' });
});

test('units come from the header when nobody has found them before', () => {
  expect(read('budget', '500000', '预算金额（元）').value).toEqual({ kind: 'fixed', min: 50, max: 50 });
  expect(normaliser.read('needs', 'budget', { text: '50' }, { header: '预算', moneyUnit: '元' }).value).toMatchObject({
    min: 0.005,
  });
});

test('an error cell is named, whether the file types it or not', () => {
  for (const cell of [{ text: '#REF!', error: '#REF!' }, { text: '#REF!' }]) {
    expect(read('price', cell)).toEqual({ value: null, warning: expect.stringContaining('#REF!') });
    expect(read('keywords', cell)).toEqual({ value: [], warning: expect.stringContaining('#REF!') });
  }
});

test('a code that Excel shows in powers of ten keeps its digits', () => {
  expect(read('code', { text: '2.02E+11', number: 202_012_345_678 })).toEqual({ value: '202012345678' });
});

test('no cell of any field makes it throw, and what cannot be read is said', () => {
  const cell = fc.record(
    {
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
      number: fc.double(),
      date: fc.constantFrom('2025-03-01', 'x'),
    },
    { requiredKeys: ['text'] },
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...LIST_KINDS),
      fc.constantFrom(...ALL_FIELDS),
      cell,
      fc.string(),
      (kind, field, content, header) => {
        const reading = normaliser.read(kind, field, content, { header });
        expect(reading.value).not.toBeUndefined();
        if ('warning' in reading) expect(reading.warning).toMatch(/[\u4e00-\u9fff]/);
      },
    ),
    { numRuns: 3000 },
  );
});
