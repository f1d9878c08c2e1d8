import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import { isOfType } from '../../semantic/compile/keyset.ts'
import { invalidTextReason } from '../../semantic/model/request/check-texts.ts'
import type { SignalRow } from './signals-request.ts'

/** The place of a signal in the feed: which batch published it first, when it was detected, and ties by name and subject. */
export interface SignalPlace extends Pick<SignalRow, 'detected_at' | 'signal' | 'subject_key'> {
  readonly batch: string
}

/** The batch of what was published before there was a record, and of signals that are not stored. */
export const beforeRecord = '0'

/** Earlier releases wrote cursors without a batch. */
const written = z
  .tuple([z.literal('Signal'), z.string(), z.string(), z.string()])
  .rest(z.string().regex(/^\d{1,18}$/))

export function toSignalCursor({ batch, detected_at, signal, subject_key }: SignalPlace): string {
  return Buffer.from(JSON.stringify(['Signal', detected_at, signal, subject_key, batch])).toString(
    'base64url',
  )
}

/** The position after everything that a batch published and that was detected up to a moment: no name comes after `~`. */
export function toMomentCursor(batch: string, moment: string): string {
  return toSignalCursor({ batch, detected_at: moment, signal: '~', subject_key: '' })
}

/** @throws PlumblineError `BAD_CURSOR` */
export function readSignalCursor(cursor: string): SignalPlace {
  const { data } = written.safeParse(readJson(cursor))
  if (data === undefined || invalidTextReason(data) !== null || !isOfType('timestamptz', data[1]))
    throw new PlumblineError(
      'BAD_CURSOR',
      'The cursor is not one of signals: list the first page, and continue with its endCursor.',
      { subject: 'after' },
    )
  const [, detected_at, signal, subject_key, batch = beforeRecord] = data
  return { batch, detected_at, signal, subject_key }
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}
