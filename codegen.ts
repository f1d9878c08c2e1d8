import type { CodegenConfig } from '@graphql-codegen/cli'

/** Every custom scalar of the schema has to stand here; the engine gives dates and numbers as text. */
const scalars = {
  ID: 'string',
  Date: 'string',
  DateTime: 'string',
  DaysOrCalendar: "number | 'calendar'",
  Decimal: 'string',
  JSON: 'unknown',
  Moment: 'string',
  Scalar: 'string | number | boolean | null',
  WholeNumber: 'string | number',
}

const config: CodegenConfig = {
  // the fields of metric families are resolved by one factory, from the catalogue and not from types
  schema: ['schema/*.graphql', 'schema/generated/metrics.graphql'],
  generates: {
    'src/generated/resolvers.ts': {
      plugins: [
        { add: { content: '// Generated from schema/ by `npm run generate`; do not edit.' } },
        'typescript',
        'typescript-resolvers',
      ],
      config: {
        contextType: '../context.ts#Context',
        /** GraphQL type → what its resolvers get: a row, a piece of the catalogue, an answer. */
        mappers: {
          Account: '../loaders/entities/rows.ts#AccountRow',
          AccountConnection: '../loaders/entities/rows.ts#AccountPage',
          Buyer: '../loaders/entities/rows.ts#BuyerRow',
          BuyerConnection: '../loaders/entities/rows.ts#BuyerPage',
          Membership: '../loaders/entities/rows.ts#MembershipRow',
          MembershipConnection: '../loaders/entities/rows.ts#MembershipPage',
          User: '../loaders/entities/rows.ts#UserRow',
          UserConnection: '../loaders/entities/rows.ts#UserPage',
          Workspace: '../loaders/entities/rows.ts#WorkspaceRow',
          WorkspaceConnection: '../loaders/entities/rows.ts#WorkspacePage',
          Node: '../loaders/entities/rows.ts#NodeRow',
          AccountHealth: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          AccountSegment: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          AccountRevenue: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          AccountSeats: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          AccountPeople: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          AccountContracts: '../loaders/account-parts.ts#AccountPart as LoadedAccountPart',
          Signal: '../query/signals/signals-request.ts#SignalRow',
          SignalNews: '../resolvers/streams.ts#SignalNewsRow',
          DataRefresh: '../query/newest-batch.ts#PublishedBatch',
          SignalConnection: '../query/signals/signals-request.ts#SignalsPage',
          MetricValue: '../loaders/account-metric.ts#MetricValue as LoadedMetricValue',
          MetricSeries: '../loaders/metric-series.ts#MetricSeries as LoadedMetricSeries',
          MetricsResult: '../semantic/model/result.ts#MetricsResult as LoadedMetricsResult',
          Column: '../semantic/model/result.ts#ResultColumn',
          Subtotals: '../semantic/model/result.ts#Subtotals as ResultSubtotals',
          Provenance: '../semantic/model/result.ts#Provenance as ResultProvenance',
          MetricProvenance: '../semantic/model/result.ts#MetricProvenance as ResultMetricProvenance',
          Explanation: '../query/explain-query.ts#Explanation as QueryExplanation',
          Catalog: '../catalog/catalog.ts#Catalog as CatalogData',
          MetricDefinition: '../catalog/catalog.ts#Metric as CatalogMetric',
          DimensionDefinition: '../resolvers/catalog/catalog-rows.ts#DimensionRow',
          UnavailableDimension: '../resolvers/catalog/unavailable-because.ts#UnavailableDimensionRow',
          Board: '../catalog/boards/board.ts#Board as CatalogBoard',
          BoardPanel: '../catalog/boards/board.ts#BoardPanel as CatalogBoardPanel',
          Parameter: '../catalog/parameters/parameter.ts#Parameter as CatalogParameter',
          EntityDefinition: '../catalog/catalog.ts#View as CatalogView',
          View: '../catalog/catalog.ts#View as CatalogView',
          Choice: '../resolvers/catalog/catalog-rows.ts#ChoiceRow',
          ViewColumn: '../resolvers/catalog/catalog-rows.ts#ViewColumnRow',
          Source: '../catalog/files/source-table.ts#SourceTable',
          SourceViolation: '../semantic/model/source-violation.ts#SourceViolation as FoundViolation',
          SourceColumn: '../catalog/files/source-table.ts#SourceColumn as ContractColumn',
        },
        enumsAsTypes: true,
        immutableTypes: true,
        // what has a default is never absent where it is read
        avoidOptionals: { defaultValue: true },
        useTypeImports: true,
        strictScalars: true,
        scalars,
      },
    },
    'src/generated/explorer/': {
      preset: 'client',
      documents: ['src/explorer/**/*.graphql', '!src/explorer/graphiql/*'],
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars,
      },
    },
  },
}

export default config
