/** How many problems of one file are told; a file that is wrong throughout has the same one in every row. */
const mostPerFile = 20

/** The problems of one file, in the order of its rows. */
export interface ProblemList {
  /** A problem of a row, or of the file as a whole. */
  add(row: number | null, message: string): void
  readonly problems: readonly string[]
  /** Enough has been found: reading on would tell nothing new. */
  readonly isFull: boolean
}

/** An empty list for the file of that name. */
export const createProblemList = (file: string): ProblemList => {
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

/** A value as a problem shows it: quoted, on one line, and not too long. */
export const showValue = (value: string): string =>
  JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
