import { GraphQLScalarType, Kind } from 'graphql';
import { AppError } from '../errors.js';

/** An instant. In: ISO 8601 with an offset; out: UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError(`DateTime needs a Date, not ${typeof value}`);
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

/** A calendar day, `YYYY-MM-DD`. The database gives and takes it as this text. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: String,
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : null),
});

function parseInstant(value: unknown): Date {
  const instant =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value)
      ? new Date(value)
      : null;
  if (instant !== null && !Number.isNaN(instant.getTime())) return instant;
  throw new AppError('INVALID_ARGUMENT', `时间应写作带时区的 ISO 8601 格式，例如 2026-01-31T08:00:00+08:00。`);
}

function parseDay(value: unknown): string {
  // 31 February parses as a Date; it just does not come back as it was written.
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const day = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  }
  throw new AppError('INVALID_ARGUMENT', `日期应写作“年-月-日”，例如 2026-01-31，且必须是日历上有的一天。`);
}
