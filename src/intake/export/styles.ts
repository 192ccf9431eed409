import { MAIN_NAMESPACE, XML_HEAD } from './xml.js';

/** How cells look: font, fill and line breaking, each by its place in the lists below. */
const STYLES = {
  plain: { font: 0, fill: 0, wrap: false },
  text: { font: 0, fill: 0, wrap: true },
  title: { font: 1, fill: 0, wrap: false },
  header: { font: 1, fill: 2, wrap: true },
  requiredHeader: { font: 2, fill: 2, wrap: true },
  example: { font: 3, fill: 0, wrap: true },
  rejected: { font: 0, fill: 3, wrap: true },
  warned: { font: 0, fill: 4, wrap: true },
} as const;
export type Style = keyof typeof STYLES;

const FONTS = ['', '<b/>', '<b/><color rgb="FFC00000"/>', '<i/><color rgb="FF7F7F7F"/>'];
/** The first two are prescribed. */
const FILLS = ['none', 'gray125', 'FFDDEBF7', 'FFF8CBAD', 'FFFFF2CC'];

/** Place in `cellXfs`: each style twice, the second time for text that begins like a formula. */
export function styleIndex(style: Style, isQuoted: boolean): number {
  return Object.keys(STYLES).indexOf(style) * 2 + (isQuoted ? 1 : 0);
}

export function stylesXml(): string {
  const fonts = FONTS.map(
    (font) => `<font>${font.replace(/(<color.*)?$/, '<sz val="11"/>$1')}<name val="等线"/></font>`,
  );
  const fills = FILLS.map((fill, at) =>
    at < 2
      ? `<fill><patternFill patternType="${fill}"/></fill>`
      : `<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor indexed="64"/></patternFill></fill>`,
  );
  const formats = Object.values(STYLES).flatMap((style) => [formatXml(style, false), formatXml(style, true)]);
  return (
    `${XML_HEAD}<styleSheet xmlns="${MAIN_NAMESPACE}">${list('fonts', fonts)}${list('fills', fills)}` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    list('cellXfs', formats) +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function formatXml({ font, fill, wrap }: (typeof STYLES)[Style], isQuoted: boolean): string {
  const alignment = wrap ? '<alignment vertical="top" wrapText="1"/>' : '';
  return `<xf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${isQuoted ? ' quotePrefix="1"' : ''} applyFont="1" applyFill="1" applyAlignment="1">${alignment}</xf>`;
}

function list(name: string, elements: readonly string[]): string {
  return `<${name} count="${elements.length}">${elements.join('')}</${name}>`;
}
