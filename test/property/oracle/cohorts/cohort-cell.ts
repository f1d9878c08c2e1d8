/** The retained actors of a cohort at an age, the base and the maturity. */
export interface CohortCell {
  readonly retained: number
  readonly base: number
  readonly maturity: 'COMPLETE' | 'PARTIAL'
}
