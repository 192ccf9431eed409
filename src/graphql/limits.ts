/** What a document may look like, checked when it is first seen. What it may cost is in `cost.ts`. */
import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import { AppError } from '../errors.js';

/** Against documents whose mere validation is expensive; the introspection of GraphiQL has some 250 tokens. */
export const MAX_TOKENS = 2_000;
export const MAX_DEPTH = 14;

/**
 * One operation per document: compiled queries are kept per document, so a second operation of the same text would run
 * the first one, a mutation sent by GET among them.
 */
export function singleOperationRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      if (operations.length <= 1) return;
      context.reportError(new GraphQLError('一次请求只能含一个操作，请分开发送。', { nodes: operations.slice(1) }));
    },
  };
}

/** Refuses documents nested deeper than MAX_DEPTH; introspection has a rule of its own in graphql. */
export function depthRule(context: ValidationContext): ASTVisitor {
  const depths = new Map<string, number>();
  const depthOf = (set: SelectionSetNode | undefined): number => {
    if (set === undefined) return 0;
    return Math.max(
      ...set.selections.map((selection) => {
        if (selection.kind === Kind.FIELD) {
          return selection.name.value.startsWith('__') ? 0 : 1 + depthOf(selection.selectionSet);
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
        return fragmentDepth(selection.name.value);
      }),
    );
  };
  const fragmentDepth = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    // Zero while it is being measured, so that a circle ends; another rule refuses circles.
    depths.set(name, 0);
    const depth = depthOf(context.getFragment(name)?.selectionSet);
    depths.set(name, depth);
    return depth;
  };
  return {
    OperationDefinition(operation) {
      const depth = depthOf(operation.selectionSet);
      if (depth <= MAX_DEPTH) return;
      const originalError = new AppError('QUERY_TOO_COMPLEX', `查询嵌套 ${depth} 层，最多 ${MAX_DEPTH} 层。`);
      context.reportError(new GraphQLError(originalError.message, { nodes: operation, originalError }));
    },
  };
}
