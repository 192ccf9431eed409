import { Refusal } from '../refusal.js';
import { numberFormat, type NumberFormat } from './cell-format.js';
import { SaxParser, type XmlHandlers } from './sax.js';
import type { Archive } from './zip.js';

export interface WorkbookParts {
  sheets: { name: string; hidden: boolean; part: string }[];
  is1904: boolean;
  formats: NumberFormat[];
  strings: string[];
}

/** Reads what sheets refer to: their list, shared strings and number formats. @throws Refusal */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const root = await readRelations(archive, '_rels/.rels', '');
  const workbook = root.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const relationsPart = `${folder}_rels/${workbook.slice(folder.length)}.rels`;
  const relations = await readRelations(archive, relationsPart, folder);
  const part = (type: string) => relations.find((relation) => relation.type === type)?.target;
  return {
    ...(await readSheetList(archive, workbook, relations)),
    formats: await readFormats(archive, part('styles')),
    strings: await readStrings(archive, part('sharedStrings')),
  };
}

export async function parsePart(archive: Archive, part: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxParser(handlers);
  for await (const chunk of archive.text(part)) parser.write(chunk);
  parser.end();
}

interface Relation {
  id: string;
  /** Last segment of the type's URI: the transitional and the strict namespace agree on it. */
  type: string;
  /** Path inside the archive. */
  target: string;
}

async function readRelations(archive: Archive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (!archive.has(part)) return relations;
  await parsePart(archive, part, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes();
      if (TargetMode === 'External') return;
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) });
    },
    text: ignore,
    close: ignore,
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`;
  const parts: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') parts.pop();
    else if (segment !== '' && segment !== '.') parts.push(segment);
  }
  return parts.join('/');
}

async function readSheetList(
  archive: Archive,
  workbook: string,
  relations: Relation[],
): Promise<Pick<WorkbookParts, 'sheets' | 'is1904'>> {
  const sheets: WorkbookParts['sheets'] = [];
  let is1904 = false;
  await parsePart(archive, workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isTrue(attributes()['date1904']);
      if (name !== 'sheet') return;
      const { name: title = '', id = '', state = 'visible' } = attributes();
      const relation = relations.find((candidate) => candidate.id === id);
      // Chart and dialogue sheets are sheets too, but hold no cells.
      if (relation?.type !== 'worksheet') return;
      sheets.push({ name: title, hidden: state !== 'visible', part: relation.target });
    },
    text: ignore,
    close: ignore,
  });
  if (sheets.length === 0) throw new Refusal('EMPTY', '工作簿里没有工作表。');
  return { sheets, is1904 };
}

async function readFormats(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCellFormats = false;
  if (part === undefined || !archive.has(part)) return formats;
  await parsePart(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes()['numFmtId']), attributes()['formatCode'] ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = Number(attributes()['numFmtId'] ?? 0);
        formats.push(numberFormat(id, codes.get(id)));
      }
    },
    text: ignore,
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

/** Runs of rich text are joined; phonetic guides (`rPh`) are reading aids, not content. */
async function readStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  const collector = createTextCollector();
  await parsePart(archive, part, {
    open(name) {
      if (name === 'si') collector.start();
      collector.open(name);
    },
    text: (text) => collector.text(text),
    close(name) {
      collector.close(name);
      if (name === 'si') strings.push(collector.finish());
    },
  });
  return strings;
}

/** Collects the `t` elements of a string item, shared or inline. */
export function createTextCollector() {
  let collected = '';
  let inText = false;
  let phonetic = 0;
  return {
    start(): void {
      collected = '';
      inText = false;
      phonetic = 0;
    },
    open(name: string): void {
      if (name === 'rPh') phonetic++;
      if (name === 't') inText = true;
    },
    text(text: string): void {
      if (inText && phonetic === 0) collected += text;
    },
    close(name: string): void {
      if (name === 'rPh') phonetic--;
      if (name === 't') inText = false;
    },
    finish: () => decodeEscapes(collected),
  };
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function ignore(): void {
  // This part's content is in its attributes.
}
