import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import { isOfType } from '../../semantic/compile/keyset.ts'
import { invalidTextReason } from '../../semantic/model/request/check-texts.ts'
import { bind, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import type { SignalRow } from './signals-request.ts'

const written = z.tuple([z.literal('Signal'), z.string(), z.string(), z.string()])

/** The position of a signal in the feed: when it was detected, and ties by name and subject. */
export function toSignalCursor({
  detected_at,
  signal,
  subject_key,
}: Pick<SignalRow, 'detected_at' | 'signal' | 'subject_key'>): string {
  return Buffer.from(JSON.stringify(['Signal', detected_at, signal, subject_key])).toString('base64url')
}

/** The position after everything detected up to a moment: no name of a signal comes after `~`. */
export function toMomentCursor(moment: string): string {
  return toSignalCursor({ detected_at: moment, signal: '~', subject_key: '' })
}

/**
 * The condition that a signal comes after a cursor. What is detected later comes after every cursor seen so far, so a
 * reader that keeps its last cursor misses nothing.
 *
 * @throws PlumblineError `BAD_CURSOR`
 */
export function afterSignal(cursor: string): Sql {
  const { data } = written.safeParse(readJson(cursor))
  if (data === undefined || invalidTextReason(data) !== null || !isOfType('timestamptz', data[1]))
    throw new PlumblineError(
      'BAD_CURSOR',
      'The cursor is not one of signals: list the first page, and continue with its endCursor.',
      { subject: 'after' },
    )
  const [, detectedAt, signal, subject] = data
  return sql`(detected_at, signal collate "C", subject_key collate "C") > (${bind(detectedAt, 'text::timestamptz')}, ${bind(signal, 'text')}, ${bind(subject, 'text')})`
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}
