import type { GraphQLScalarType } from 'graphql'
import { GraphQLError, Kind } from 'graphql'
import { compileSql } from '../answer/compile-sql.ts'
import { describeDimension, describeMetric } from '../model/describe.ts'
import { paginate, type Paging } from '../model/paginate.ts'
import { commonDimensions } from '../model/semantic-dimension.ts'
import { commonGrains, findMetrics, metricTime, semanticMetrics } from '../model/semantic-metric.ts'
import { toQueryId } from '../query/query-id.ts'
import { readQuestion, type GivenQuestion } from '../query/question.ts'
import type { SemanticLayerContext } from './context.ts'
import { answerQuery, type QueryArguments } from './result-resolvers.ts'

interface Named {
  readonly name: string
}

interface OfMetrics {
  readonly metrics: readonly Named[]
}

type Root = undefined

const namesOf = (all: readonly Named[]) => all.map(({ name }) => name)

/** The metrics that a caller may query and that have all of these dimensions. */
function visible({ runtime }: SemanticLayerContext, groupBy: readonly Named[] = []) {
  const { catalog, access } = runtime()
  const wanted = namesOf(groupBy).map((name) => (name.startsWith(metricTime) ? metricTime : name))
  return [...semanticMetrics(catalog, access).values()].filter((metric) => {
    if (wanted.length === 0) return true
    const dimensions = new Set(namesOf(commonDimensions(catalog, [metric])))
    return wanted.every((name) => dimensions.has(name))
  })
}

function requested({ runtime }: SemanticLayerContext, { metrics }: OfMetrics) {
  const { catalog, access } = runtime()
  return findMetrics(semanticMetrics(catalog, access), namesOf(metrics))
}

function metricsOf(context: SemanticLayerContext, groupBy?: readonly Named[]) {
  const { catalog } = context.runtime()
  return visible(context, groupBy).map((metric) => describeMetric(catalog, metric))
}

function dimensionsOf(context: SemanticLayerContext, args: OfMetrics) {
  return commonDimensions(context.runtime().catalog, requested(context, args)).map(describeDimension)
}

/** Checks a question before it gets an id: a name that does not exist is an error at once. */
async function create({ runtime }: SemanticLayerContext, given: GivenQuestion) {
  const question = readQuestion(given)
  const own = runtime()
  await compileSql(own, question)
  return { queryId: toQueryId(question, await own.state()) }
}

/** The resolvers of `schema/dbt/semantic-layer.graphql`; all other fields are those of the objects that these return. */
export const resolvers = {
  BigInt: {
    parseValue: readNumber,
    parseLiteral: (node: { readonly kind: Kind; readonly value?: unknown }) =>
      node.kind === Kind.INT || node.kind === Kind.STRING ? readNumber(node.value) : readNumber(null),
  } satisfies Partial<Record<keyof GraphQLScalarType, unknown>>,
  Query: {
    metrics: (_root: Root, _args: unknown, context: SemanticLayerContext) => metricsOf(context),
    metricsPaginated: (
      _root: Root,
      { groupBy, ...paging }: Paging & { readonly groupBy?: readonly Named[] | null },
      context: SemanticLayerContext,
    ) => paginate(metricsOf(context, groupBy ?? []), paging),
    metricsForDimensions: (
      _root: Root,
      { dimensions }: { readonly dimensions: readonly Named[] },
      context: SemanticLayerContext,
    ) => metricsOf(context, dimensions),
    dimensions: (_root: Root, args: OfMetrics, context: SemanticLayerContext) => dimensionsOf(context, args),
    dimensionsPaginated: (_root: Root, args: Paging & OfMetrics, context: SemanticLayerContext) =>
      paginate(dimensionsOf(context, args), args),
    queryableGranularities: (_root: Root, args: OfMetrics, context: SemanticLayerContext) =>
      commonGrains(requested(context, args)).map((grain) => grain.toUpperCase()),
    measures: () => [],
    entities: () => [],
    entitiesPaginated: (_root: Root, paging: Paging) => paginate([], paging),
    savedQueries: () => [],
    savedQueriesPaginated: (_root: Root, paging: Paging) => paginate([], paging),
    environmentInfo: (_root: Root, _args: unknown, context: SemanticLayerContext) => ({
      dialect: 'POSTGRES',
      sqlDialect: 'POSTGRES',
      hasMetricsDefined: visible(context).length > 0,
      dialectSupportedBySlg: true,
    }),
    query: (_root: Root, args: QueryArguments, context: SemanticLayerContext) => answerQuery(args, context),
  },
  Mutation: {
    createQuery: (_root: Root, args: GivenQuestion, context: SemanticLayerContext) => create(context, args),
    createDimensionValuesQuery: (_root: Root, args: GivenQuestion, context: SemanticLayerContext) =>
      create(context, { ...args, valuesOnly: true }),
    compileSql: async (_root: Root, args: GivenQuestion, { runtime }: SemanticLayerContext) => ({
      sql: await compileSql(runtime(), readQuestion(args)),
    }),
  },
}

/** The id of an environment has no meaning here, but it is a number. */
function readNumber(value: unknown): string {
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (/^\d+$/.test(written)) return written
  throw new GraphQLError('A BigInt is a whole number, or one as text.')
}
