import { encodeGb18030, encodeUtf16 } from '../support/encode.js';
import type { NastyFile } from '../support/nasty.js';

const LIST = '成果名称,完成单位,成果简介\r\n石墨烯薄膜,南京大学,导热系数高\r\n高温合金,东南大学,耐1100℃\r\n';
const ROWS = {
  2: { title: '石墨烯薄膜', organization: '南京大学', summary: '导热系数高' },
  3: { title: '高温合金', organization: '东南大学', summary: '耐1100℃' },
};
const achievements = (name: string, bytes: () => Buffer, expect: NastyFile['expect']): NastyFile => ({
  name,
  kind: 'achievements',
  bytes,
  expect,
});

export const TEXT_FILES: NastyFile[] = [
  achievements('a zero byte in a text of bytes', () => Buffer.from(LIST.replace('导热', '导\0热')), { rows: ROWS }),
  achievements('UTF-8 without a mark', () => Buffer.from(LIST), { rows: ROWS }),
  achievements('UTF-8 with a mark', () => Buffer.from(`\ufeff${LIST}`), { rows: ROWS }),
  achievements('UTF-16 LE with a mark', () => encodeUtf16(LIST, 'le', true), { rows: ROWS }),
  achievements('UTF-16 BE with a mark', () => encodeUtf16(LIST, 'be', true), { rows: ROWS }),
  achievements('UTF-16 LE without a mark', () => encodeUtf16(LIST, 'le', false), { rows: ROWS }),
  achievements('GBK', () => encodeGb18030(LIST), { rows: ROWS }),
  achievements('GB18030 with four-byte characters', () => encodeGb18030('成果名称,完成单位\n㐀𠮷材料,䶮大学\n'), {
    rows: { 2: { title: '㐀𠮷材料', organization: '䶮大学' } },
  }),
  achievements(
    'GBK with an odd byte',
    () => Buffer.concat([encodeGb18030(LIST), Buffer.from([0xff]), encodeGb18030('薄膜,南京大学,简介\r\n')]),
    {
      rows: { ...ROWS, 4: { organization: '南京大学', summary: '简介' } },
      warned: [[4, 'title']],
    },
  ),
  achievements('UTF-8 cut within a character', () => Buffer.from(`${LIST}新材料,南京大学,好`).subarray(0, -1), {
    rows: { ...ROWS, 4: { title: '新材料' } },
    warned: [[4, 'summary']],
  }),
  achievements(
    'mixed line ends and blank lines',
    () => Buffer.from('成果名称,完成单位\r\n甲材料,南京大学\n\n乙材料,东南大学\r丙材料,河海大学'),
    {
      rows: { 2: { title: '甲材料' }, 4: { title: '乙材料' }, 5: { title: '丙材料', organization: '河海大学' } },
    },
  ),
  achievements(
    'quoted line breaks, quotes and delimiters',
    () => Buffer.from('成果名称,完成单位,成果简介\n"甲""特种""材料","南京大学","一行\n二行, 完"\n乙材料,东南大学,短\n'),
    {
      rows: { 2: { title: '甲"特种"材料', summary: '一行\n二行, 完' }, 3: { title: '乙材料' } },
    },
  ),
  achievements('a quote within an unquoted cell', () => Buffer.from('成果名称,完成单位\n5"晶圆检测,南京大学\n'), {
    rows: { 2: { title: '5"晶圆检测' } },
  }),
  achievements('semicolons', () => Buffer.from('成果名称;完成单位;成果简介\n甲材料;南京大学;轻,薄,强\n'), {
    rows: { 2: { summary: '轻,薄,强' } },
  }),
  achievements(
    'full-width commas',
    () => Buffer.from('成果名称，完成单位，联系电话\n甲材料，南京大学，13912345678\n'),
    {
      rows: { 2: { organization: '南京大学', contactPhone: '13912345678' } },
    },
  ),
  achievements('full-width semicolons', () => Buffer.from('成果名称；完成单位；联系人\n甲材料；南京大学；张三\n'), {
    rows: { 2: { contactName: '张三' } },
  }),
  achievements(
    'tabs, with commas in prose',
    () => encodeUtf16('成果名称\t完成单位\t成果简介\n甲材料\t南京大学\t轻,薄,强,韧,耐热\n', 'le', true),
    {
      rows: { 2: { summary: '轻,薄,强,韧,耐热' } },
    },
  ),
  achievements('bars', () => Buffer.from('成果名称|完成单位\n甲材料|南京大学\n'), {
    rows: { 2: { organization: '南京大学' } },
  }),
  achievements(
    'the delimiter stated as Excel states it',
    () => Buffer.from('sep=;\n成果名称;完成单位\n甲材料;南京大学\n'),
    { rows: { 2: { title: '甲材料' } } },
  ),
  achievements(
    'rows longer and shorter than the header',
    () => Buffer.from('成果名称,完成单位,成果简介\n甲材料,南京大学\n乙材料,东南大学,简介,多出一格\n'),
    {
      rows: { 2: { title: '甲材料', summary: null }, 3: { extra: { D列: '多出一格' } } },
    },
  ),
  achievements('trailing commas in every row', () => Buffer.from('成果名称,完成单位,,,\n甲材料,南京大学,,,\n,,,,\n'), {
    rows: { 2: { extra: {} } },
  }),
  achievements(
    'zero-width and control characters',
    () => Buffer.from('成果名称,完成单位\n\u200b甲\u0007材料\ufeff,南京\u200d大学\n'),
    {
      rows: { 2: { title: '甲材料', organization: '南京大学' } },
    },
  ),
  achievements('a zero byte in a short file', () => Buffer.from('成果名称,完成单位\n甲\0材料,南京大学\n'), {
    rows: { 2: { title: '甲材料' } },
  }),
  achievements(
    'JSON lines in the words of lists',
    () => Buffer.from('{"成果名称":"甲材料","完成单位":"南京大学","意向价格（元）":500000}\n'),
    { rows: { 1: { title: '甲材料', price: { kind: 'fixed', min: 50, max: 50 } } } },
  ),
  achievements(
    'text that looks like a formula',
    () => Buffer.from('成果名称,完成单位,成果简介\n=SUM(A1)检测法,南京大学,@好\n'),
    {
      rows: { 2: { title: '=SUM(A1)检测法', summary: '@好' } },
    },
  ),
  achievements(
    'a cell longer than Excel holds',
    () => Buffer.from(`成果名称,完成单位,成果简介\n甲材料,南京大学,${'长'.repeat(33_000)}\n`),
    {
      rows: { 2: { title: '甲材料', summary: '长'.repeat(33_000) } },
      warned: [[2, 'summary']],
    },
  ),
  achievements('a header called __proto__', () => Buffer.from('成果名称,完成单位,__proto__\n甲材料,南京大学,值\n'), {
    rows: { 2: { extra: Object.fromEntries([['__proto__', '值']]) } },
  }),
  achievements(
    'a quote that never closes',
    () => Buffer.from('成果名称,完成单位\n甲材料,南京大学\n"乙材料,东南大学\n丙材料,河海大学\n'),
    {
      refused: 'DAMAGED',
      mentions: '第 3 行',
    },
  ),
  achievements(
    'JSON lines with our field names',
    () =>
      Buffer.from(
        '{"title":"甲材料","organization":"南京大学","price":{"kind":"range","min":10,"max":20},"maturity":{"min":4,"max":6},"keywords":["膜","热"],"extra":{"来源":"校内"}}\n{"title":"乙材料","organization":"东南大学","price":"面议","maturity":"中试","keywords":"膜、热","note":1}\n',
      ),
    {
      rows: {
        1: {
          price: { kind: 'range', min: 10, max: 20 },
          maturity: { min: 4, max: 6 },
          keywords: ['膜', '热'],
          extra: { 来源: '校内' },
        },
        2: { price: { kind: 'negotiable', min: null, max: null }, keywords: ['膜', '热'], extra: { note: '1' } },
      },
    },
  ),
  {
    ...achievements(
      'JSON lines of an evaluation corpus',
      () =>
        Buffer.from(
          '{"id":"c-1","title":"甲方法","abstract":"摘要","keywords":["k"],"discipline":"兵器科学与技术","category":"工学"}\n',
        ),
      {
        rows: {
          1: {
            code: 'c-1',
            title: '甲方法',
            organization: '开放语料',
            summary: '摘要',
            field: ['兵器科学与技术'],
            extra: { category: '工学' },
          },
        },
      },
    ),
    organization: '开放语料',
  },
  achievements(
    'JSON lines of which one is broken and one has no title',
    () => Buffer.from('{"title":"甲","organization":"南京大学"}\n{"title":"乙",\n[1]\n{"organization":"南京大学"}\n'),
    {
      rows: { 1: { title: '甲' } },
      rejected: [
        [2, null],
        [3, null],
        [4, 'title'],
      ],
    },
  ),
];
