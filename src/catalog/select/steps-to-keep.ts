/** A step of a statement: a CTE. */
export interface StatementStep {
  readonly name: string
  /** Its select, as text. */
  readonly text: string
  /** Declared as `not materialized`. */
  readonly isInlined: boolean
}

/**
 * The steps that a distributed database must compute once and keep, although they are declared as `not materialized`:
 * each is read several times and, itself or in a step that is inlined into it, has an outer join or reads a table of the
 * coordinator. Citus sends such rows to the nodes, and takes the columns and conditions of one reader for all of them:
 * others get nulls or miss rows, without an error.
 *
 * @param steps in order: each reads earlier ones only
 * @param isSpread whether each node has other rows of a relation; an outer join from its rows is safe
 * @param isLocal whether only the coordinator has the rows of a relation
 */
export function stepsToKeep(
  steps: readonly StatementStep[],
  isSpread: (relation: string) => boolean = () => false,
  isLocal: (relation: string) => boolean = () => false,
): ReadonlySet<string> {
  const texts = steps.map(({ text }) => text.replaceAll(/--[^\n]*/g, ''))
  const reads = texts.map(timesReadIn)
  const timesRead = new Map(
    steps.map(({ name }) => [name, reads.reduce((sum, read) => sum + (read.get(name) ?? 0), 0)]),
  )
  const kept = new Set<string>()
  // the inlined steps so far: those with an unsafe outer join, and those whose rows are spread
  const unsafe = new Set<string>()
  const spread = new Set<string>()
  for (const [index, { name, isInlined }] of steps.entries()) {
    const text = texts[index] ?? ''
    const froms = relationsRead(text)
    const isSpreadStep =
      froms.length > 0 && froms.every((relation) => spread.has(relation) || isSpread(relation))
    const isUnsafe =
      (outerJoin.test(text) && !isSpreadStep) ||
      relationsIn(text).some(isLocal) ||
      [...unsafe].some((other) => reads[index]?.has(other) === true)
    const readOften = (timesRead.get(name) ?? 0) > 1
    if (isUnsafe && isInlined && readOften) kept.add(name)
    // computed once: every node has its rows
    if (readOften && (!isInlined || isUnsafe)) continue
    if (isUnsafe) unsafe.add(name)
    else if (isSpreadStep) spread.add(name)
  }
  return kept
}

const outerJoin = /\b(?:left|right|full)(?:\s+outer)?\s+join\b/i

/** The relations that selects of a text begin with. */
export function relationsRead(text: string): readonly string[] {
  return [...text.matchAll(/\bfrom\s+([\w.]+)/gi)].map(([, relation = '']) => relation)
}

/** The relations that a text reads. */
function relationsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|join)\s+([\w.]+)/gi)].map(([, relation = '']) => relation)
}

/** How often a text reads each step, or a relation of each schema. */
function timesReadIn(text: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const [, name = ''] of text.matchAll(/\b(?:from|join)\s+(\w+)/gi))
    times.set(name, (times.get(name) ?? 0) + 1)
  return times
}
