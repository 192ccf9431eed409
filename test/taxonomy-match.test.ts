import { industriesOf, parkOf } from '../src/taxonomy-match.js';
import { readTaxonomyFile } from '../src/taxonomy.js';

const taxonomy = readTaxonomyFile();

describe('industries of a 所属领域', () => {
  it.each([
    ['a name', ['人工智能'], ['NJ-AI']],
    ['an alias, whatever its case and width', ['ａｉ'], ['NJ-AI']],
    ['a direction', ['自动驾驶'], expect.arrayContaining(['NJ-AI'])],
    ['a term with several meanings gives all', ['储能'], ['JS-H2ES', 'NJ-GRID']],
    ['a discipline', ['物理学'], taxonomy.disciplineToIndustry['物理学']],
    ['several fields, each industry once', ['人工智能', '大模型'], ['NJ-AI']],
    ['a direction too general to tell gives none', ['传感器'], []],
    ['a likeness gives none', ['人工智能与其他若干领域'], []],
  ])('%s', (_name, fields, codes) => {
    expect(industriesOf(fields, taxonomy)).toEqual(codes);
  });
});

describe('the park of a text', () => {
  it.each([
    ['建邺高新区', 'JY-HT'],
    ['南京 建邺高新区', 'JY-HT'],
    ['江宁高新园', null],
    ['江宁', null],
    [null, null],
  ])('%s is %s', (text, code) => {
    expect(parkOf(text, taxonomy)).toBe(code);
  });
});
