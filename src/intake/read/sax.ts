import { Refusal } from '../refusal.js';

export interface XmlHandlers {
  /** Local name, without namespace prefix. `attributes` is parsed on call: most elements need none. */
  open(name: string, attributes: () => Record<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const match of source.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[localName(match[1]!)] = decodeEntities(match[2] ?? match[3] ?? '');
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Length of a tag or text run that no workbook has: a parser that waited for its end would eat the memory. */
const MAX_PENDING = 512 * 1024;

/**
 * A small forward XML tokenizer for the parts of a workbook. It is ours because of what it refuses: any document
 * type declaration, so that there is nothing to resolve, expand or fetch; and elements that do not close.
 */
export class SaxParser {
  readonly #handlers: XmlHandlers;
  readonly #open: string[] = [];
  #pending = '';
  #seenRoot = false;

  constructor(handlers: XmlHandlers) {
    this.#handlers = handlers;
  }

  /** @throws Refusal UNSAFE_XML for a DOCTYPE, DAMAGED for what is not well-formed */
  write(chunk: string): void {
    const source = this.#pending + chunk;
    let at = 0;
    while (at < source.length) {
      const next = source[at] === '<' ? this.#markup(source, at) : this.#characters(source, at);
      if (next === -1) break;
      at = next;
    }
    this.#pending = source.slice(at);
    if (this.#pending.length > MAX_PENDING) throw damaged('标签或文字过长');
  }

  end(): void {
    if (this.#pending.trim() !== '' || this.#open.length > 0 || !this.#seenRoot) throw damaged('内容不完整');
  }

  /** @returns where to go on, or -1 when the run is not complete yet */
  #characters(source: string, at: number): number {
    const end = source.indexOf('<', at);
    if (end === -1) return -1;
    if (this.#open.length > 0) this.#handlers.text(decodeEntities(source.slice(at, end)));
    return end;
  }

  #markup(source: string, at: number): number {
    const second = source[at + 1];
    if (second === undefined) return -1;
    if (second === '?') return after(source, '?>', at);
    if (second === '!') return this.#declaration(source, at);
    const end = tagEnd(source, at + 1);
    if (end === -1) return -1;
    if (second === '/') {
      this.#close(localName(source.slice(at + 2, end).trim()));
      return end + 1;
    }
    const closed = source[end - 1] === '/';
    const content = source.slice(at + 1, closed ? end - 1 : end);
    const name = /^[^\s/]+/.exec(content)?.[0];
    if (name === undefined) throw damaged('标签没有名称');
    this.#seenRoot = true;
    const local = localName(name);
    if (this.#open.length > 200) throw damaged('嵌套过深');
    this.#open.push(local);
    this.#handlers.open(local, () => parseAttributes(content.slice(name.length)));
    if (closed) this.#close(local);
    return end + 1;
  }

  #declaration(source: string, at: number): number {
    const head = source.slice(at, at + 9);
    if (head.startsWith('<!--')) return after(source, '-->', at + 4);
    if (head === '<![CDATA[') {
      const end = source.indexOf(']]>', at);
      if (end === -1) return -1;
      if (this.#open.length > 0) this.#handlers.text(source.slice(at + 9, end));
      return end + 3;
    }
    if (head.length < 9) return -1;
    throw new Refusal(
      'UNSAFE_XML',
      '文件内部含有文档类型声明（DTD）或外部引用，出于安全不予读取。请用 Excel 打开后另存为新的 .xlsx 再上传。',
    );
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw damaged(`</${name}> 没有对应的开头`);
    this.#handlers.close(name);
  }
}

/** A `>` inside an attribute's quotes does not end the tag. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const character = source[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? -1 : found + mark.length;
}

function damaged(detail: string): Refusal {
  return new Refusal(
    'DAMAGED',
    `文件已损坏（${detail}），无法完整读取。请用 Excel 打开修复，另存为 .xlsx 后重新上传。`,
  );
}
