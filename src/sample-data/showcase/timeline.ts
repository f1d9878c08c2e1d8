import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'

/** The part of a script that its money and its sales are told by. */
export interface Timeline {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  /** The end of the data. */
  readonly end: number
  /** A time in working hours of the day so many days before the end. */
  readonly at: (ago: number) => number
}
