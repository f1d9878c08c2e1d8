import { isAscii } from 'node:buffer'
import { Rejection } from '../../statement/rejection.ts'

/** What bytes that are no UTF-8 are read as. */
const unreadable = '\uFFFD'

/** How a session writes its texts. */
export interface Encoding {
  /** Whether a backslash in a literal is a backslash. */
  readonly hasStandardStrings: () => boolean
  /** Whether texts of the client are UTF-8. */
  readonly isUnicode: () => boolean
}

/**
 * Checks that a text and its values are read as the client means them.
 *
 * @throws Rejection
 */
export function checkBytes(sql: string, values: Buffer, { hasStandardStrings, isUnicode }: Encoding): void {
  if (!hasStandardStrings())
    throw new Rejection('Queries of metrics need standard_conforming_strings.', {
      hint: 'SET standard_conforming_strings = on',
    })
  const isPlain = isAscii(Buffer.from(sql)) && isAscii(values)
  if (sql.includes(unreadable) || (!isPlain && !isUnicode()))
    throw new Rejection('Queries of metrics are read as UTF-8, and this one has other bytes.', {
      code: '22021',
      hint: "SET client_encoding = 'UTF8'",
    })
}
