import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import relay, { type ConcreteRequest, type ReaderFragment } from 'relay-runtime'

/** A page of users, as an application with `usePaginationFragment` writes it. The size is a variable that may be absent. */
const source = `
  import { graphql } from 'relay-runtime'
  graphql\`query usersQuery($count: Int, $cursor: String) {
    ...users_list @arguments(count: $count, cursor: $cursor)
  }\`
  graphql\`fragment users_list on Query
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" })
  @refetchable(queryName: "usersPaginationQuery") {
    users(first: $count, after: $cursor) @connection(key: "users_users") { edges { node { key } } }
  }\`
`

/** What the compiler of Relay writes for a page of users. */
export interface CompiledPage {
  readonly first: ConcreteRequest
  readonly next: ConcreteRequest
  readonly list: ReaderFragment
}

/**
 * Compiles a page of users with the compiler's default settings.
 *
 * @throws Error with the report of the compiler when it rejects the schema or the documents
 */
export async function compileRelayPage(sdl: string): Promise<CompiledPage> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-relay-'))
  const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js')
  try {
    await mkdir(join(directory, 'src'))
    await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
    await writeFile(join(directory, 'schema.graphql'), sdl)
    await writeFile(join(directory, 'src/users.js'), source)
    const config = { src: 'src', schema: 'schema.graphql', language: 'javascript', eagerEsModules: true }
    await writeFile(join(directory, 'relay.config.json'), JSON.stringify(config))
    await promisify(execFile)(process.execPath, [compiler], { cwd: directory })
    const written = async (name: string): Promise<unknown> => {
      const file = pathToFileURL(join(directory, `src/__generated__/${name}.graphql.js`))
      return ((await import(file.href)) as { readonly default: unknown }).default
    }
    return {
      first: relay.getRequest((await written('usersQuery')) as ConcreteRequest),
      next: relay.getRequest((await written('usersPaginationQuery')) as ConcreteRequest),
      list: (await written('users_list')) as ReaderFragment,
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}
