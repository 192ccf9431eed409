/**
 * What the REST door answers, as schemas: the documentation is made from them, the views are typed by them, and tests
 * hold the answers against them. Names are those of `schema.graphql`; enums are written in lower case.
 */
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../errors.js';

/** Schemas that the documentation names; the others it writes out where they are used. */
export const named = z.registry<{ id: string }>();

export const instant = z.iso.datetime();
export const day = z.iso.date();

/** A code of the taxonomy and what people call it. */
export const term = z.object({ code: z.string(), name: z.string() }).register(named, { id: 'Term' });

const pageInfo = z
  .object({
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  })
  .register(named, { id: 'PageInfo' });

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), pageInfo });
}

export const problem = z
  .looseObject({
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERROR_CODES) as ErrorCode[]),
    detail: z.string().describe('给人看的中文说明：哪里有误、怎么改。'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('逐个字段的问题。'),
  })
  .register(named, { id: 'Problem' });
