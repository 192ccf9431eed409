import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { checkRow } from './check.js';
import { decodeFile, type Encoding } from './encoding.js';
import type { JsonLine, ListFile } from './types.js';

/** One JSON object per line; a line that is none is reported, and the next one read. */
export function openJsonl(path: string, encoding: Encoding, limits: IntakeLimits): ListFile {
  return { format: 'jsonl', lines: () => readLines(path, encoding, limits), close: () => Promise.resolve() };
}

async function* readLines(path: string, encoding: Encoding, limits: IntakeLimits): AsyncGenerator<JsonLine[]> {
  let rest = '';
  let number = 0;
  let count = 0;
  const parseAll = (lines: string[]): JsonLine[] => {
    const parsed: JsonLine[] = [];
    for (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      checkRow(++count, limits);
      parsed.push(parseLine(line, number));
    }
    return parsed;
  };
  for await (const chunk of decodeFile(path, encoding)) {
    const lines = (rest + chunk).split(/\r\n|\n/);
    rest = lines.pop()!;
    if (rest.length > limits.cellLength * 3) {
      throw new Refusal('TOO_LARGE', `第 ${number + lines.length + 1} 行过长。JSONL 文件须每行一个对象。`);
    }
    yield parseAll(lines);
  }
  yield parseAll([rest]);
}

function parseLine(text: string, number: number): JsonLine {
  try {
    const object: unknown = JSON.parse(text);
    if (typeof object === 'object' && object !== null && !Array.isArray(object)) {
      return { number, object: object as Record<string, unknown> };
    }
    return { number, error: '这一行不是 JSON 对象（{…}）', text };
  } catch (error) {
    return { number, error: `这一行不是有效的 JSON：${(error as Error).message}`, text };
  }
}
