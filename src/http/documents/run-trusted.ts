import type { FastifyRequest } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { documentOf, replaceDocument } from './document-of.ts'
import type { TrustedDocuments } from './trusted-documents.ts'

/**
 * Replaces the id of a trusted document with its text.
 *
 * @throws PlumblineError `DOCUMENT_NOT_TRUSTED` for any other document
 */
export function runTrusted(documents: TrustedDocuments, request: FastifyRequest): void {
  const { text, id } = documentOf(request)
  const found = text === null ? documents.find(id ?? '') : text
  if (found === undefined || !documents.has(found))
    throw new PlumblineError(
      'DOCUMENT_NOT_TRUSTED',
      'The server runs listed documents only, and this one is not in the list. Send the id of a listed document ' +
        '(documentId, or extensions.persistedQuery.sha256Hash) or its exact text, or let the operator add the document ' +
        'to the file in TRUSTED_DOCUMENTS.',
      { subject: 'query' },
    )
  replaceDocument(request, found)
}
