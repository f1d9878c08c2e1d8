import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { GraphQLError, Kind, parse, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import type { NamedDocument } from './document-of.ts'
import { whyTooLarge } from './limit-document.ts'

/** The documents that callers may run. */
export interface TrustedDocuments {
  /** The text of a document, by its id in the list or the SHA-256 hash of its text, with or without `sha256:`. */
  readonly find: (id: string) => string | undefined
  /** Whether a document with exactly this text is in the list. */
  readonly has: (text: string) => boolean
}

/**
 * The text of the trusted document that a caller names.
 *
 * @throws PlumblineError `DOCUMENT_NOT_TRUSTED` for any other document
 */
export function findTrusted(documents: TrustedDocuments, { text, id }: NamedDocument): string {
  const found = text === null ? documents.find(id ?? '') : text
  if (found !== undefined && documents.has(found)) return found
  throw new PlumblineError(
    'DOCUMENT_NOT_TRUSTED',
    'The server runs listed documents only, and this one is not in the list. Send the id of a listed document ' +
      '(documentId, or extensions.persistedQuery.sha256Hash) or its exact text, or let the operator add the document ' +
      'to the file in TRUSTED_DOCUMENTS.',
    { subject: 'query' },
  )
}

/** What the client preset of graphql-codegen writes: id → document. */
const list = z.record(z.string(), z.string())

/**
 * Reads a list of documents.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` when the file is not such a list, with every document that the schema or the
 * limits of documents reject
 */
export async function readTrustedDocuments(file: string, schema: GraphQLSchema): Promise<TrustedDocuments> {
  const documents = await readList(file)
  const problems = documents.flatMap(([id, text]) => {
    const problem = problemOf(id, text, schema)
    return problem === null ? [] : [`${id}: ${problem}`]
  })
  if (problems.length > 0)
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `Some documents in ${file} cannot be run. Generate the file again for this schema (plumbline schema).`,
      { subject: 'TRUSTED_DOCUMENTS', problems },
    )
  const texts = new Set(documents.map(([, text]) => text))
  const byId = new Map(
    documents.flatMap(([id, text]) => [[withoutPrefix(id), text] as const, [hashOf(text), text] as const]),
  )
  return { find: (id) => byId.get(withoutPrefix(id)), has: (text) => texts.has(text) }
}

async function readList(file: string): Promise<readonly (readonly [id: string, text: string])[]> {
  try {
    return Object.entries(list.parse(JSON.parse(await readFile(file, 'utf8'))))
  } catch (cause) {
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `${file} cannot be read as a list of documents. It must be a JSON object from ids to documents, such as ` +
        'persisted-documents.json of graphql-codegen.',
      { subject: 'TRUSTED_DOCUMENTS' },
      { cause },
    )
  }
}

/** Why a document cannot be run; null when it can. */
function problemOf(id: string, text: string, schema: GraphQLSchema): string | null {
  if (id.startsWith(hashPrefix) && withoutPrefix(id) !== hashOf(text))
    return 'The id is not the SHA-256 hash of the document.'
  const reason = whyTooLarge(text)
  if (reason !== null) return reason
  try {
    const document = parse(text)
    const [error] = validate(schema, document)
    if (error !== undefined) return error.message
    return document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
      ? null
      : 'The document has no operation.'
  } catch (error) {
    if (error instanceof GraphQLError) return error.message
    throw error
  }
}

const hashPrefix = 'sha256:'

function withoutPrefix(id: string): string {
  return id.startsWith(hashPrefix) ? id.slice(hashPrefix.length) : id
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
