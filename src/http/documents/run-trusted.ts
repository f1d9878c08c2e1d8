import type { FastifyRequest } from 'fastify'
import { documentOf, replaceDocument } from './document-of.ts'
import { findTrusted, type TrustedDocuments } from './trusted-documents.ts'

/**
 * Replaces the id of a trusted document with its text.
 *
 * @throws PlumblineError `DOCUMENT_NOT_TRUSTED` for any other document
 */
export function runTrusted(documents: TrustedDocuments, request: FastifyRequest): void {
  replaceDocument(request, findTrusted(documents, documentOf(request)))
}
