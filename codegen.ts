import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: 'schema/**/*.graphql',
  generates: {
    'src/generated/resolvers.ts': {
      plugins: [
        { add: { content: '// Generated from schema/ by `npm run generate`; do not edit.' } },
        'typescript',
        'typescript-resolvers',
      ],
      config: {
        contextType: '../context.ts#Context',
        /** GraphQL type → the row it is resolved from: `Account: '../generated/rows.ts#AccountRow'`. */
        mappers: {},
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        /** Every custom scalar of the schema has to stand here; the engine gives dates and numbers as text. */
        scalars: {
          ID: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          JSON: 'unknown',
          Scalar: 'string | number | boolean | null',
        },
      },
    },
  },
}

export default config
