/** One generator: what it writes, and the command that writes it. */
export interface Generator {
  readonly name: string
  /** Files and folders that belong to this generator alone; nobody edits them by hand. */
  readonly writes: readonly string[]
  readonly command: readonly [program: string, ...args: string[]]
}

/**
 * Everything that is generated and committed, in the order in which it has to run:
 * what the catalogue yields first, then what is derived from the schema.
 */
export const generators: readonly Generator[] = [
  {
    name: 'GraphQL enums and typed fields from sql/',
    writes: ['schema/generated/metrics.graphql', 'schema/generated/families.graphql'],
    command: ['node', '--import', 'tsx', 'tools/generate-schema.ts'],
  },
  {
    name: 'catalogue and errors as pages',
    writes: ['docs/catalogue.md', 'docs/errors.md'],
    command: ['node', '--import', 'tsx', 'src/cli/main.ts', 'docs'],
  },
  {
    name: 'GraphQL resolver types from schema/',
    writes: ['src/generated/resolvers.ts'],
    command: [
      'node',
      'node_modules/@graphql-codegen/cli/cjs/bin.js',
      '--config',
      'codegen.ts',
      '--errors-only',
    ],
  },
]
