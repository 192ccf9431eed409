/**
 * Writes .xlsx as a stream. The libraries that were tried either hold the whole workbook in memory (hucre's writer and
 * SheetJS: 100,000 items are a gigabyte) or stream one sheet without drop-downs and without styles of rows (hucre's
 * stream), which templates and error workbooks need.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { sheetXml, type SheetOut } from './sheet-xml.js';
import { stylesXml } from './styles.js';
import { escapeText, MAIN_NAMESPACE, XML_HEAD } from './xml.js';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const XLSX_TYPE = `${CONTENT}.sheet`;

/** @returns the file's bytes; an error of a sheet's rows destroys it, and destroying it ends the reading of rows */
export function writeWorkbook(sheets: readonly SheetOut[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let reading: Readable | undefined;
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => reading?.destroy());

  zip.addBuffer(Buffer.from(contentTypesXml(sheets.length)), '[Content_Types].xml');
  zip.addBuffer(Buffer.from(relationsXml([['officeDocument', 'xl/workbook.xml']])), '_rels/.rels');
  zip.addBuffer(Buffer.from(workbookXml(sheets)), 'xl/workbook.xml');
  zip.addBuffer(
    Buffer.from(
      relationsXml([
        ...sheets.map((_sheet, at) => ['worksheet', sheetPart(at)] as const),
        ['styles', 'styles.xml'] as const,
      ]),
    ),
    'xl/_rels/workbook.xml.rels',
  );
  zip.addBuffer(Buffer.from(stylesXml()), 'xl/styles.xml');
  sheets.forEach((sheet, at) => {
    zip.addReadStreamLazy(`xl/${sheetPart(at)}`, (use) => {
      // yazl pipes without looking whether either end fails.
      if (output.destroyed) return;
      reading = Readable.from(sheetXml(sheet));
      reading.once('error', (error) => output.destroy(error));
      use(null, reading);
    });
  });
  zip.end();
  return output;
}

function sheetPart(at: number): string {
  return `worksheets/sheet${at + 1}.xml`;
}

function workbookXml(sheets: readonly SheetOut[]): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${XML_HEAD}<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`;
}

function relationsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function contentTypesXml(sheets: number): string {
  const parts: [part: string, type: string][] = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...Array.from({ length: sheets }, (_, at): [string, string] => [`/xl/${sheetPart(at)}`, 'worksheet']),
  ];
  const list = parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${CONTENT}.${type}+xml"/>`);
  return (
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${list.join('')}</Types>`
  );
}
