/** Errors of the moment: the same request may succeed a second later. */
const passing: ReadonlySet<string> = new Set(['OVERLOADED', 'WAREHOUSE_UNAVAILABLE'])

/** Whether an error of this code passes, so that the same request may succeed a second later. */
export function isPassing(code: string): boolean {
  return passing.has(code)
}

/** The header `Retry-After` of an error, in seconds; null when the same request would fail again. */
export function retryAfter(code: string): string | null {
  return isPassing(code) ? '1' : null
}
