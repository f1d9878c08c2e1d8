import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'

/** The part of a script for its purchases and its sales. */
export interface Timeline {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  /** The end of the data. */
  readonly end: number
  /** A working-hours time on the day that many days before the end. */
  readonly at: (ago: number) => number
}
