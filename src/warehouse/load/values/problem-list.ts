/** How many problems of one file are reported; a systematic mistake repeats in every row. */
const mostPerFile = 20

/** The problems of one file, in the order of its rows. */
export interface ProblemList {
  /** Adds a problem of a row, or of the whole file. */
  add(row: number | null, message: string): void
  readonly problems: readonly string[]
  /** Whether the list is full: reading on would add nothing. */
  readonly isFull: boolean
}

/** An empty list for the file of that name. */
export function createProblemList(file: string): ProblemList {
  const problems: string[] = []
  return {
    problems,
    get isFull() {
      return problems.length >= mostPerFile
    },
    add: (row, message) => {
      if (problems.length >= mostPerFile) return
      const place = row === null ? file : `${file} row ${row}`
      problems.push(`${place}: ${message}${message.endsWith('?') ? '' : '.'}`)
      if (problems.length === mostPerFile)
        problems.push(`${file}: there may be more problems; reading stopped here.`)
    },
  }
}

/** A value as problems show it: quoted, on one line, and truncated. */
export function showValue(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
