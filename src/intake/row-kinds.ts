import { foldKey, isPlaceholder } from './normalise/index.js';
import type { MergedRange, SheetRow } from './read/types.js';
import type { MappedColumn } from './columns.js';

const TOTAL =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数)([\s:：（(]|$)|^(以上)?(总共|共计?|合计)\s*\d+\s*(项|条|个|件)/;
const SIGNATURE =
  /^[（(]?((填\s*表|填\s*报|制\s*表|审\s*核|审\s*批|复\s*核|经\s*办)(人|单位|部门|日期|时间|电话|人员|意见)?|(联系|负责)(人|单位|电话)|(单位|部门)?负责人|(主管|分管)?领导|日期|盖章|公章|签字|签章|单位盖章)\s*([（(][^）)]{1,8}[）)])?\s*[:：]|^[（(](盖章|公章|签字)[）)]/;
const DATE_LINE = /^\d{4}\s*年\s*\d{1,2}\s*月(\s*\d{1,2}\s*日)?$/;
const NOTE =
  /^(备\s*注|注|说\s*明|填\s*表\s*说\s*明|填\s*报\s*说\s*明|附\s*注|附[件表]?|注\s*意|提示|数据来源|来源)\s*\d*\s*[:：]|^[※*]\s*(注|说明)/;
const NOTHING_BELOW = /^[（(【]?以下(空白|无正文|无内容)[）)】]?[。.]?$/;
const SECTION =
  /^([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]+(部分|类|章|批|组)|[【[].*[】\]]$)/;
const SECTION_TAIL = /^.{2,14}(领域|产业|类|方向|板块|专场|专题|园区|片区|学院|部分)([（(].*[）)])?$/;
const EXAMPLE =
  /^[（(【[]\s*(填写)?(示例|样例|范例|例)\s*[）)】\]]|^(填写)?(示\s*例|样\s*例|范\s*例|例\s*如|例)\s*([:：\d]|$)/;
const ADVICE = /必填|选填|请填|填写|下拉|选择|限填|不超过\d+字|\d+字以内|格式[:：为]|^如[:：]|全称/;
/** Share of a row's texts that must be advice on filling it in: some cells only say 文本 or 万元. */
const ADVISED = 0.6;
const LONGEST_HEADER = 60;
export const REPEATED_HEADER = '重复的表头';
/** Signs and blanks that a header may have beyond its key. */
const DRESSING = 12;

/**
 * Tells data rows from what people put between and below them. Keeps in mind that a footer has begun: single texts
 * after it are its continuation.
 * @returns a function that gives why a row is no data, in Chinese; '' for a row of blanks; null for a data row
 * @param headers texts of the header rows, by column, to know them again on a later page
 * @param merges the sheet's merged cells: a title of a group often spans the table
 */
export function createRowClassifier(
  columns: readonly MappedColumn[],
  headers: readonly SheetRow[],
  merges: readonly MergedRange[],
) {
  const titleColumns = new Set(columns.filter(({ field }) => field === 'title').map(({ index }) => index));
  const ignored = new Set(columns.filter(({ field }) => field === 'ignore').map(({ index }) => index));
  const organizationColumns = new Set(
    columns.filter(({ field }) => field === 'organization').map(({ index }) => index),
  );
  const used = columns.filter(({ field }) => field !== 'ignore').length;
  const headerKeys = headers.map(
    ({ cells }) =>
      new Map(cells.flatMap((cell, index) => (cell === undefined ? [] : [[index, foldKey(cell.text)] as const]))),
  );
  const bands = new Map(
    merges.flatMap((merge) =>
      merge.firstRow === merge.lastRow && merge.lastColumn > merge.firstColumn
        ? [[merge.firstRow, merge] as const]
        : [],
    ),
  );
  let inFooter = false;

  return (row: SheetRow): string | null => {
    const texts = row.cells.flatMap((cell, index) => {
      const text = cell?.text.trim() ?? '';
      return text === '' ? [] : [{ index, text }];
    });
    const first = texts[0];
    if (!first) return '';
    const hasTitle = texts.some(({ index }) => titleColumns.has(index));
    if (repeatsHeader(texts, hasTitle)) return REPEATED_HEADER;
    if (TOTAL.test(first.text)) return footer('合计行');
    if (texts.length <= 2 && texts.some(({ text }) => NOTHING_BELOW.test(text))) return footer('表尾说明');
    if (!hasTitle || titleColumns.has(first.index)) {
      if (SIGNATURE.test(first.text)) return footer('表尾的填表、审核信息');
      if (NOTE.test(first.text)) return footer('表尾说明');
    }
    if (EXAMPLE.test(first.text) || texts.some(({ index, text }) => titleColumns.has(index) && EXAMPLE.test(text)))
      return '填写示例';
    if (texts.length >= 2 && isAdvice(texts)) return '填写要求说明';
    if (used >= 3 && texts.length >= 3 && texts.every(({ text }, at) => Number(text) === Number(first.text) + at))
      return '列号行';
    if (texts.every(({ index, text }) => ignored.has(index) && !SECTION.test(text) && text.length <= 8))
      return '只有序号，没有内容';
    if (texts.length > 1 && texts.every(({ index, text }) => ignored.has(index) || isPlaceholder(text)))
      return '只有占位符号，没有内容';
    if (texts.length === 1 && used >= 2) return single(row.number, first, hasTitle);
    inFooter = false;
    return null;
  };

  /** A header on a new page of the same list: most of its texts are those of the header in the same columns. */
  function repeatsHeader(texts: readonly { index: number; text: string }[], hasTitle: boolean): boolean {
    const isSame = ({ index, text }: { index: number; text: string }, keys: Map<number, string>) =>
      text.length <= (keys.get(index)?.length ?? 0) + DRESSING && foldKey(text) === keys.get(index);
    return headerKeys.some((keys) => {
      // Folding every cell of every row would cost more than reading them: the title's column decides first.
      const title = hasTitle ? texts.find(({ index }) => titleColumns.has(index)) : undefined;
      if (title && !isSame(title, keys)) return false;
      const same = texts.filter((entry) => isSame(entry, keys)).length;
      return same >= 2 && same / texts.length >= 0.6;
    });
  }

  function isAdvice(texts: readonly { index: number; text: string }[]): boolean {
    const advises = ({ text }: { text: string }) => text.length <= LONGEST_HEADER && ADVICE.test(text);
    // Almost every row is told by its title, without a look at the rest.
    if (texts.some((entry) => titleColumns.has(entry.index) && !advises(entry))) return false;
    return texts.filter(advises).length / texts.length >= ADVISED;
  }

  /** Merged over the title and another column that is read, so that no item can stand in the row. */
  function spansTable({ firstColumn, lastColumn }: MergedRange): boolean {
    const spanned = columns.filter(
      ({ index, field }) => index >= firstColumn && index <= lastColumn && field !== 'ignore',
    );
    return spanned.length >= 2 && spanned.some(({ field }) => field === 'title');
  }

  function footer(why: string): string {
    inFooter = true;
    return why;
  }

  function single(row: number, only: { index: number; text: string }, hasTitle: boolean): string | null {
    if (inFooter) return '表尾说明';
    const band = bands.get(row);
    if (band && band.firstColumn === only.index && spansTable(band)) return '分组标题';
    if (DATE_LINE.test(only.text)) return '表尾说明';
    if (SECTION.test(only.text) || (used >= 3 && SECTION_TAIL.test(only.text))) return '分组标题';
    // Half a row of what is required is a row to mend, not a remark.
    if (hasTitle || organizationColumns.has(only.index)) return null;
    return '只有一个单元格有内容，不是一项数据';
  }
}
