import { parse } from 'yaml'
import { PlumblineError } from '../../errors.ts'
import { ossieDocument, type OssieDocument } from './document.ts'

/**
 * Reads a document of Apache Ossie, in YAML or JSON. Fields that the specification does not have are left out.
 *
 * @throws PlumblineError `BAD_DATA` with every value of the wrong form
 */
export function readDocument(text: string, file: string): OssieDocument {
  const read = ossieDocument.safeParse(parsed(text, file))
  if (read.success) return read.data
  throw new PlumblineError('BAD_DATA', `${file} is no document of Apache Ossie.`, {
    subject: file,
    problems: read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
  })
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PlumblineError('BAD_DATA', `${file} is no YAML: ${reason}`, { subject: file })
  }
}
