import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { JudgedNeed } from './metrics.js';

const documentLine = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string().nullish(),
  keywords: z.array(z.string()).nullish(),
  discipline: z.string().nullish(),
});
export type EvalDocument = z.output<typeof documentLine>;

const needLine = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  difficulty: z.string().nullish(),
});
export type EvalNeed = z.output<typeof needLine>;

export const readDocuments = (path: string): Promise<EvalDocument[]> => readLines(path, documentLine);
export const readNeeds = (path: string): Promise<EvalNeed[]> => readLines(path, needLine);

/** Judgements: need, achievement and grade 0–3, separated by tabs or spaces. @throws AppError INVALID_FILE */
export async function readJudgements(path: string, needs: readonly EvalNeed[]): Promise<JudgedNeed[]> {
  const grades = new Map<string, Map<string, number>>();
  for (const [i, line] of (await readText(path)).split('\n').entries()) {
    if (line.trim() === '') continue;
    const [need, achievement, grade] = line.trim().split(/\s+/);
    if (grade === undefined || !/^[0-3]$/.test(grade))
      throw new AppError('INVALID_FILE', `${path} 第 ${i + 1} 行：应为“需求 成果 等级（0–3）”三列。`);
    const of = grades.get(need!) ?? new Map<string, number>();
    grades.set(need!, of.set(achievement!, Number(grade)));
  }
  return needs.flatMap(({ id, difficulty }) => {
    const of = grades.get(id);
    return of === undefined ? [] : [{ id, grades: of, difficulty: difficulty ?? null }];
  });
}

async function readLines<T>(path: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await readText(path)).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [shape.parse(JSON.parse(line))];
    } catch (cause) {
      throw new AppError('INVALID_FILE', `${path} 第 ${i + 1} 行：不是所需的 JSON 对象。`, { cause });
    }
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('INVALID_ARGUMENT', `无法读取文件 ${path}。`, { cause });
  }
}
