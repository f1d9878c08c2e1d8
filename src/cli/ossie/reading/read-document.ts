import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { PlumblineError } from '../../../errors.ts'
import { ossieDocument, ossieVersion, type OssieDocument } from '../document.ts'
import type { Loss } from '../losses.ts'
import { isAtEnd, unknownFields } from './raw-document.ts'

/** A document, and what the specification does not have of it. */
export interface ReadDocument {
  readonly document: OssieDocument
  readonly losses: readonly Loss[]
}

/**
 * The text of the file of a document.
 *
 * @throws PlumblineError `BAD_DATA` for a directory; the error of the system for a file that cannot be read
 */
export async function documentText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR')
      throw unreadable(file, `${file} is a directory: name the file of the document.`)
    throw error
  }
}

/**
 * Reads a document of Apache Ossie, in YAML or JSON. Fields that the specification does not have are left out, and named.
 *
 * @throws PlumblineError `BAD_DATA` for another version, an incomplete document, or with every value of the wrong form
 */
export function readDocument(text: string, file: string): ReadDocument {
  const raw = parsed(text, file)
  if (raw === null || raw === undefined) throw unreadable(file, `${file} is empty.`)
  if (typeof raw !== 'object' || Array.isArray(raw))
    throw unreadable(
      file,
      `${file} is no document of Apache Ossie: it must have the fields version and semantic_model.`,
    )
  const version = 'version' in raw ? String(raw.version) : ossieVersion
  const [major] = ossieVersion.split('.')
  if (version.split('.')[0] !== major)
    throw new PlumblineError(
      'BAD_DATA',
      `${file} is of version ${version} of Apache Ossie. Known is ${ossieVersion}, and others that begin with ${major ?? ''}.`,
      { subject: 'version', valid: [ossieVersion] },
    )
  const read = ossieDocument.safeParse(raw)
  if (!read.success) {
    const { issues } = read.error
    const end = issues.some(({ path }) => isAtEnd(raw, path)) ? ' It ends there: is it incomplete?' : ''
    throw new PlumblineError('BAD_DATA', `${file} is no document of Apache Ossie.${end}`, {
      subject: file,
      problems: issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
    })
  }
  return { document: read.data, losses: [...otherVersion(version), ...unknownFields(raw, read.data, file)] }
}

function otherVersion(version: string): readonly Loss[] {
  return version === ossieVersion
    ? []
    : [{ subject: 'version', reason: `Version ${version} is read as ${ossieVersion}.` }]
}

function parsed(text: string, file: string): unknown {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error === undefined) return document.toJS()
  const isIncomplete = error.pos[1] >= text.trimEnd().length
  throw unreadable(
    file,
    isIncomplete ? `${file} is incomplete: ${error.message}` : `${file} is no YAML: ${error.message}`,
  )
}

function unreadable(file: string, message: string): PlumblineError {
  return new PlumblineError('BAD_DATA', message, { subject: file })
}
