import {
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { AppError } from '../errors.js';

/** About a hundred rankings, or a page of 100 items with fifty objects each. */
export const MAX_COST = 5_000;

/** Ranking reads hundreds of candidates and explains the best: as much work as some forty rows. */
const RANKING_COST = 40;
const RANKED_FIELDS = new Set([
  'matches',
  'searchAchievements',
  'searchNeeds',
  'similarAchievements',
  'similarNeeds',
  'matchesToPush',
  'runSavedSearch',
  // Passes over all items.
  'facets',
]);
/** A write is a transaction of several statements. */
const WRITE_COST = 50;
/** What a list without `first` is taken to hold. `edges` were counted by the page above them. */
const LIST_SIZE = 5;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Refuses what would cost too much, before anything is resolved. The cost depends on the variables, so it is reckoned
 * for each request.
 * @throws AppError QUERY_TOO_COMPLEX
 */
export function checkCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables): void {
  const cost = queryCost(schema, document, variables);
  if (cost <= MAX_COST) return;
  throw new AppError(
    'QUERY_TOO_COMPLEX',
    `查询的估计开销为 ${cost}，上限 ${MAX_COST}：请减小 first、少选嵌套的对象，或分几次查询。`,
    { details: { cost, limit: MAX_COST } },
  );
}

/**
 * Cost of a valid document with one operation: each object it may return counts 1, a page multiplies what is below it
 * by `first`, rankings and writes cost extra, leaves are free.
 */
export function queryCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables): number {
  const operation = getOperationAST(document);
  const root = operation == null ? null : schema.getRootType(operation.operation);
  if (operation == null || root == null) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fragmentCosts = new Map<string, number>();
  const given = { ...defaultsOf(operation.variableDefinitions), ...variables };

  const costOfSet = (set: SelectionSetNode, typeName: string): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += costOfField(selection, typeName);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += costOfSet(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else cost += costOfFragment(selection.name.value);
    }
    return cost;
  };
  // Kept per name: fragments that spread each other twice would otherwise take exponential time.
  const costOfFragment = (name: string): number => {
    const known = fragmentCosts.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment === undefined ? 0 : costOfSet(fragment.selectionSet, fragment.typeCondition.name.value);
    fragmentCosts.set(name, cost);
    return cost;
  };
  const costOfField = (node: FieldNode, typeName: string): number => {
    const parent = schema.getType(typeName);
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return 0;
    const write = parent === schema.getMutationType() ? WRITE_COST : 0;
    const type = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return write;
    const own = RANKED_FIELDS.has(field.name) ? RANKING_COST : 1;
    return write + own + sizeOf(field, node, given) * costOfSet(node.selectionSet, type.name);
  };
  return costOfSet(operation.selectionSet, root.name);
}

/** How many objects a field returns at most, or is taken to. */
function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number {
  const page = field.args.find((argument) => argument.name === 'first');
  if (page === undefined) return isListType(getNullableType(field.type)) && field.name !== 'edges' ? LIST_SIZE : 1;
  const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  const first =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : undefined;
  return Math.max(1, typeof first === 'number' ? first : Number(page.defaultValue));
}

function defaultsOf(definitions: readonly VariableDefinitionNode[] | undefined): Variables {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of definitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
  }
  return defaults;
}
