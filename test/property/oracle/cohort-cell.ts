/** What is left of a cohort at an age, of what, and whether it can still change. */
export interface CohortCell {
  readonly retained: number
  readonly base: number
  readonly maturity: 'COMPLETE' | 'PARTIAL'
}
