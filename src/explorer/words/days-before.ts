const dayMs = 24 * 60 * 60 * 1_000

/** The instant a number of days before another one. */
export function daysBefore(moment: string, days: number): string {
  return new Date(new Date(moment).getTime() - days * dayMs).toISOString()
}
