import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/**
 * The contract as a document. It is committed as schema.graphql, so that every change of it
 * shows in review.
 */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

if (import.meta.main) process.stdout.write(printedSchema());
