/** The hour of a moment in SQL, by which a log is compared with the last batch; `-infinity` for null and infinite ones. */
export function hourOf(moment: string): string {
  return `case when isfinite(${moment}) then date_bin('1 hour', ${moment}, '2000-01-01T00:00Z') else '-infinity' end`
}
