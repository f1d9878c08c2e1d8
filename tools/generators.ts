/** A generator: its output files, and the module or the command that writes them. */
export type Generator = {
  readonly name: string
  /** The files and folders of this generator; never edited by hand. */
  readonly writes: readonly string[]
} & (
  | {
      /** Imported by `generate.ts`: in one process the files of `sql/` are parsed once. */
      readonly module: string
    }
  | { readonly command: readonly [program: string, ...args: string[]] }
)

/**
 * All generators of committed files, in the order in which they must run: first from the catalogue, then
 * from the schema.
 */
export const generators: readonly Generator[] = [
  {
    name: 'the type of all parameters from sql/parameters/',
    writes: ['src/generated/parameters.ts'],
    module: './generate-parameters.ts',
  },
  {
    name: 'the columns of the entities and pages from sql/',
    writes: ['src/generated/entities.ts'],
    module: './generate-entities.ts',
  },
  {
    name: 'GraphQL enums and typed fields from sql/',
    writes: [
      'schema/generated/metrics.graphql',
      'schema/generated/objects.graphql',
      'schema/generated/families.graphql',
    ],
    module: './generate-schema.ts',
  },
  {
    name: 'JSON Schemas of the files that people write',
    writes: ['schema/json'],
    module: './generate-json-schemas.ts',
  },
  {
    name: 'catalogue, errors and renamed names as pages',
    writes: ['docs/catalogue.md', 'docs/catalogue', 'docs/errors.md', 'docs/renamed.md'],
    module: './generate-pages.ts',
  },
  {
    name: 'the coverage of the source articles from docs/coverage.yaml',
    writes: ['docs/coverage.md'],
    module: './generate-coverage.ts',
  },
  {
    name: 'GraphQL types of resolvers, from schema/, and of the explorer, from its queries',
    writes: ['src/generated/resolvers.ts', 'src/generated/explorer'],
    command: [
      'node',
      'node_modules/@graphql-codegen/cli/cjs/bin.js',
      '--config',
      'codegen.ts',
      '--errors-only',
    ],
  },
]
