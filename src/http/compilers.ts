import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import type { z } from 'zod';
import { checkInput } from '../items/check.js';

/**
 * Checks addresses and queries. Bodies and headers are only documented by their schemas: bodies are checked in `items/`,
 * as those of every door are.
 */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  if (httpPart === 'body' || httpPart === 'headers') return () => true;
  return (sent: unknown) => {
    try {
      return { value: checkInput(schema, withoutEmpty(sent)) };
    } catch (error) {
      return { error: error as Error };
    }
  };
};

/** Answers are documented by their schemas and typed by them; checking each again would only cost time. */
export const serializerCompiler: FastifySerializerCompiler<unknown> = () => (body) => JSON.stringify(body);

/** A form sends fields that were left alone as `name=`. */
function withoutEmpty(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''));
}
