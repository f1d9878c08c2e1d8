import { PlumblineError } from '../../../errors.ts'

/** The largest page; the schema documents it at every `first`. */
export const maxPageSize = 200

/** The sizes of pages without `first` and `last`: of whole lists, and of lists of a parent. */
export const defaultSize = { root: 50, child: 20 } as const

/** @throws PlumblineError `BAD_REQUEST` for a page that is empty or too large */
export function checkPageSize(size: number, argument: 'first' | 'last' = 'first'): void {
  if (size >= 1 && size <= maxPageSize) return
  throw new PlumblineError('BAD_REQUEST', `${argument} is ${size}; it must be from 1 to ${maxPageSize}.`, {
    subject: argument,
  })
}
