import { resolve } from 'node:path'
import { generate } from '@graphql-codegen/cli'
import ts from 'typescript'

const scalars = {
  Date: 'string',
  DateTime: 'string',
  DaysOrCalendar: "number | 'calendar'",
  WholeNumber: 'string | number',
  Decimal: 'string',
  JSON: 'unknown',
  Moment: 'string',
}

/**
 * The types that graphql-codegen generates for documents with its client preset, as text.
 *
 * @throws Error with all validation errors, when the documents do not match the schema
 */
export async function clientTypes(sdl: string, documents: readonly string[]): Promise<string> {
  const files = (await generate(
    {
      schema: sdl,
      documents: [...documents],
      silent: true,
      errorsOnly: true,
      generates: { 'client/': { preset: 'client', config: { scalars, enumsAsTypes: true } } },
    },
    false,
  )) as readonly { readonly filename: string; readonly content: string }[]
  const types = files.find(({ filename }) => filename === 'client/graphql.ts')
  if (types === undefined) throw new Error('graphql-codegen made no types')
  return types.content
}

/**
 * The TypeScript errors of each of a client's files, by name; they import the generated types from
 * `./graphql.ts`.
 */
export function compilerErrors(
  types: string,
  clients: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map(
    Object.keys(clients).map((name, index) => [name, resolve(`test/e2e/client-${index}.ts`)]),
  )
  const files = new Map([
    [resolve('test/e2e/graphql.ts'), types],
    ...Object.entries(clients).map(([name, text]) => [paths.get(name) ?? name, text] as const),
  ])
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  }
  const disk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    getSourceFile: (file, language) => {
      const text = files.get(file)
      return text === undefined
        ? disk.getSourceFile(file, language)
        : ts.createSourceFile(file, text, language)
    },
  }
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
  return new Map(
    [...paths].map(([name, path]) => [
      name,
      diagnostics
        .filter(({ file }) => file?.fileName === path)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    ]),
  )
}
