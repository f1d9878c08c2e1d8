import fc from 'fast-check'
import { expect } from 'vitest'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { arbitraryDocument } from './arbitrary-document.ts'
import type { Words } from './arbitrary-value.ts'
import { startTwoTenantServers } from './two-tenant-servers.ts'
import type { Answer } from './two-tenant-servers.ts'

/**
 * Sends generated documents to a server over two tenants as a role that sees one of them, and checks each answer. The
 * result is the share of documents that succeed.
 */
export async function checkDocuments(count: number, seed: number): Promise<number> {
  const servers = await startTwoTenantServers(seed)
  const { parameters, metrics } = await ownCatalog()
  const words: Words = {
    ids: [...servers.accounts, 'u1', 'w1', 'c1', 'other tenant u1', 'other tenant w1', 'other tenant c1'],
    texts: ['make', 'share', 'acme', 'Design', 'DE', 'free', 'other tenant acme', 'other tenant Design'],
    columns: ['period', 'account', 'country', ...metrics.keys()],
    options: [...parameters.keys()],
  }
  const documents = arbitraryDocument(executableSchema(await ownCatalog()), words)
  let succeeded = 0
  try {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const { both, alone } = await servers.ask(document)
        expect(problemOf(both), both.text).toBeNull()
        // a server without the other tenant cannot know anything of it
        expect(withoutIds(both)).toEqual(withoutIds(alone))
        if (errorsOf(both).length === 0) succeeded += 1
      }),
      { numRuns: count, seed, endOnFailure: true },
    )
  } finally {
    await servers.stop()
  }
  return succeeded / count
}

interface GivenError {
  readonly message: string
  readonly extensions: { readonly code: string }
}

function errorsOf({ text }: Answer): readonly GivenError[] {
  return (JSON.parse(text) as { readonly errors?: readonly GivenError[] }).errors ?? []
}

/** Words of PostgreSQL, its driver and stack traces. */
const internals =
  /\bpg_|syntax error|relation "|column ".*" does not|\bECONN|\.[jt]s:\d|\bselect\b.*\bfrom\b/i

/** A fault of the server, or a text that belongs in its log; null when there is none. */
function problemOf(answer: Answer): string | null {
  if (answer.status >= 500) return `status ${answer.status}`
  const errors = errorsOf(answer)
  if (errors.some(({ extensions }) => extensions.code === 'INTERNAL')) return 'an internal error'
  return errors.find(({ message }) => internals.test(message))?.message ?? null
}

function withoutIds({ status, text }: Answer): Answer {
  return { status, text: text.replaceAll(/"requestId":"[^"]*"/g, '') }
}
