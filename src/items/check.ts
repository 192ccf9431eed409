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

/** @throws AppError INVALID_ARGUMENT naming the unknown codes and the ones there are */
export function checkCooperationModes(codes: readonly string[] | null | undefined, taxonomy: Taxonomy): void {
  const known = taxonomy.cooperationModes;
  const unknown = (codes ?? []).filter((code) => !known.some((mode) => mode.code === code));
  if (unknown.length === 0) return;
  const offered = known.map((mode) => `${mode.code}（${mode.name}）`).join('、');
  throw invalidInput([
    { field: 'cooperationModes', message: `合作方式（cooperationModes）没有代码 ${unknown.join('、')}；可用的有 ${offered}` },
  ]);
}

export function invalidInput(errors: readonly FieldProblem[]): AppError {
  return new AppError('INVALID_ARGUMENT', `${errors.map(({ message }) => message).join('；')}。`, { details: { errors } });
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'unrecognized_keys') {
    return { field: issue.keys.join('、'), message: `没有字段 ${issue.keys.join('、')}` };
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const what = missing ? '必须填写' : issue.message;
  return { field: issue.path.map(String).join('.'), message: `${labelOf(issue.path)}${what}` };
}
