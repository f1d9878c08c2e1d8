/**
 * The documents of dbt's SDK for Python, written from its protocol: the names of its operations, variables and fragments,
 * and every field that its models select.
 */
const dimension = `fragment fragmentDimension on Dimension {
  name qualifiedName description type label isPartition expr queryableGranularities queryableTimeGranularities
}`

const measure = 'fragment fragmentMeasure on Measure { name aggTimeDimension agg expr }'

const entity = 'fragment fragmentEntity on Entity { name description type role expr }'

const metric = `fragment fragmentMetric on Metric {
  name description type queryableGranularities queryableTimeGranularities label requiresMetricTime
  dimensions { ...fragmentDimension } measures { ...fragmentMeasure } entities { ...fragmentEntity }
}`

const savedQuery = `fragment fragmentSavedQuery on SavedQuery {
  name description label
  queryParams { ...fragmentSavedQueryQueryParams } exports { ...fragmentExport }
}
fragment fragmentSavedQueryQueryParams on SavedQueryQueryParams {
  metrics { ...fragmentSavedQueryMetricParam }
  groupBy { ...fragmentSavedQueryGroupByParam }
  where { ...fragmentSavedQueryWhereParam }
}
fragment fragmentSavedQueryMetricParam on SavedQueryMetricParam { name }
fragment fragmentSavedQueryGroupByParam on SavedQueryGroupByParam { name grain timeGranularity datePart }
fragment fragmentSavedQueryWhereParam on WhereFilter { whereSqlTemplate }
fragment fragmentExport on Export { name config { ...fragmentExportConfig } }
fragment fragmentExportConfig on ExportConfig { alias schema exportAs }`

const listOf = (operation: string, field: string, fragments: string) =>
  `query ${operation}($environmentId: BigInt!, $metrics: [MetricInput!]!) {
    ${field}(environmentId: $environmentId, metrics: $metrics) { ...fragment${operation.replace('get', '').replace(/ies$/, 'y').replace(/s$/, '')} }
  } ${fragments}`

const queryArguments = [
  ['savedQuery', 'String'],
  ['metrics', '[MetricInput!]'],
  ['groupBy', '[GroupByInput!]'],
  ['where', '[WhereInput!]'],
  ['orderBy', '[OrderByInput!]'],
  ['limit', 'Int'],
  ['readCache', 'Boolean'],
] as const

const mutation = (name: string, selection: string) =>
  `mutation ${name}($environmentId: BigInt!, ${queryArguments.map(([argument, type]) => `$${argument}: ${type},`).join(' ')}) {
    ${name}(environmentId: $environmentId, ${queryArguments.map(([argument]) => `${argument}: $${argument},`).join(' ')}) { ${selection} }
  }`

export const sdkDocuments = {
  metrics: `query getMetrics($environmentId: BigInt!) {
    metrics(environmentId: $environmentId) { ...fragmentMetric }
  } ${[metric, dimension, measure, entity].join(' ')}`,
  dimensions: listOf('getDimensions', 'dimensions', dimension),
  measures: listOf('getMeasures', 'measures', measure),
  entities: listOf('getEntities', 'entities', entity),
  savedQueries: `query getSavedQueries($environmentId: BigInt!) {
    savedQueries(environmentId: $environmentId) { ...fragmentSavedQuery }
  } ${savedQuery}`,
  environmentInfo: `query getEnvironmentInfo($environmentId: BigInt!) {
    environmentInfo(environmentId: $environmentId) { ...fragmentEnvironmentInfo }
  } fragment fragmentEnvironmentInfo on EnvironmentInfo {
    sqlDialect hasMetricsDefined dialect dialectSupportedBySlg
  }`,
  createQuery: mutation('createQuery', 'queryId'),
  compileSql: mutation('compileSql', 'sql'),
  queryResults: `query getQueryResults($environmentId: BigInt!, $queryId: String!, $pageNum: Int!) {
    query(environmentId: $environmentId, queryId: $queryId, pageNum: $pageNum) { ...fragmentQueryResult }
  } fragment fragmentQueryResult on QueryResult { queryId status sql error totalPages arrowResult }`,
} as const
