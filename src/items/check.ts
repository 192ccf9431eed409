import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import { AppError } from '../errors.js';
import type { Taxonomy } from '../taxonomy.js';
import { labelOf } from './labels.js';

/** One thing to mend: `field` is the path in the input, `message` Chinese. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** @throws AppError INVALID_ARGUMENT that names every field at fault; `details.errors` holds them for machines */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw invalidInput(result.error.issues.map((issue) => problemOf(issue)));
}

/** What is said of codes that the taxonomy does not have, and which it has; nothing when it has them all. */
export function unknownCodes(
  field: string,
  sent: readonly (string | null | undefined)[] | null | undefined,
  known: readonly { code: string; name: string }[],
): FieldProblem[] {
  const unknown = (sent ?? []).filter((code) => code != null && !known.some((entry) => entry.code === code));
  if (unknown.length === 0) return [];
  const offered = known.map(({ code, name }) => `${code}（${name}）`).join('、');
  return [{ field, message: `${labelOf([field])}没有代码 ${unknown.join('、')}；可用的有 ${offered}` }];
}

/** @throws AppError INVALID_ARGUMENT */
export function checkCooperationModes(codes: readonly string[] | null | undefined, taxonomy: Taxonomy): void {
  const problems = unknownCodes('cooperationModes', codes, taxonomy.cooperationModes);
  if (problems.length > 0) throw invalidInput(problems);
}

export function invalidInput(errors: readonly FieldProblem[]): AppError {
  return new AppError('INVALID_ARGUMENT', `${errors.map(({ message }) => message).join('；')}。`, {
    details: { errors },
  });
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'unrecognized_keys') {
    return { field: issue.keys.join('、'), message: `没有字段 ${issue.keys.join('、')}` };
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const what = missing ? '必须填写' : issue.message;
  return { field: issue.path.map(String).join('.'), message: `${labelOf(issue.path)}${what}` };
}

/** @throws AppError NOT_FOUND for what cannot be an id: the database would call it a syntax error */
export function checkId(id: string): string {
  if (isUuid(id)) return id;
  throw new AppError('NOT_FOUND', `没有编号为“${id.slice(0, 60)}”的记录。`);
}
