import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { clientFiles } from '../../src/cli/client/client-files.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

/** The client as `plumbline client` writes it, with an application beside it that imports `./index.js`. */
export interface WrittenClient {
  /** Where their JavaScript is. */
  readonly directory: string
  /** What the compiler says of the application and the client under strict settings. */
  compilerMessages(): readonly string[]
  /** The module of the application. */
  application(): Promise<unknown>
  remove(): Promise<void>
}

export async function writeClient(application: string): Promise<WrittenClient> {
  const root = await mkdtemp(join(tmpdir(), 'plumbline-client-'))
  const directory = join(root, 'js')
  await mkdir(directory)
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
  await symlink(resolve('node_modules'), join(root, 'node_modules'))
  const files = [...clientFiles(await ownCatalog()), ['application.ts', application] as const]
  for (const [name, text] of files) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022 },
    })
    await writeFile(join(root, name), text)
    await writeFile(join(directory, name.replace('.ts', '.js')), outputText)
  }
  return {
    directory,
    compilerMessages: () => messagesOf(join(root, 'application.ts')),
    application: () => import(pathToFileURL(join(directory, 'application.js')).href),
    remove: () => rm(root, { recursive: true }),
  }
}

function messagesOf(path: string): readonly string[] {
  const program = ts.createProgram([path], {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file, start }) =>
        `${file?.fileName ?? ''}:${String(start)} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
}
