/** A step of a statement: a CTE. */
export interface StatementStep {
  readonly name: string
  /** Its select, as text. */
  readonly text: string
  /** Declared as `not materialized`. */
  readonly isInlined: boolean
}

/** Where the rows of the relations of a statement are. */
interface Places {
  /** Whether each node has other rows of a relation; an outer join from its rows is safe. */
  readonly isSpread: (relation: string) => boolean
  /** Whether only the coordinator has the rows of a relation. */
  readonly isLocal: (relation: string) => boolean
}

/**
 * The steps that a distributed database must compute once and keep, although they are declared as `not materialized`:
 * each is read several times and has an outer join, of its own or of a step that is inlined into it. Citus sends such
 * rows to the nodes, and takes the columns and conditions of one reader for all of them: others get nulls or miss rows,
 * without an error.
 *
 * @param steps in order: each reads earlier ones only
 */
export function stepsToKeep(
  steps: readonly StatementStep[],
  isSpread: Places['isSpread'] = () => false,
): ReadonlySet<string> {
  return keptSteps(steps, { isSpread, isLocal: () => false }, new Set())
}

/**
 * The steps of a whole statement that a distributed database must compute and keep: those of {@link stepsToKeep}, those
 * that read a table of the coordinator several times, and any such step that a reader joins as the optional side of an
 * outer join. Inlined there, its expressions are hidden from Citus, which leaves out the columns in them: they are null.
 */
export function stepsToCompute(steps: readonly StatementStep[], places: Places): ReadonlySet<string> {
  return keptSteps(
    steps,
    places,
    new Set(steps.flatMap(({ text }) => optionalRelations(withoutComments(text)))),
  )
}

function keptSteps(
  steps: readonly StatementStep[],
  { isSpread, isLocal }: Places,
  optional: ReadonlySet<string>,
): ReadonlySet<string> {
  const texts = steps.map(({ text }) => withoutComments(text))
  const reads = texts.map(timesReadIn)
  const timesRead = new Map(
    steps.map(({ name }) => [name, reads.reduce((sum, read) => sum + (read.get(name) ?? 0), 0)]),
  )
  const kept = new Set<string>()
  // the inlined steps so far: those that are unsafe, and those whose rows are spread
  const unsafe = new Set<string>()
  const spread = new Set<string>()
  for (const [index, { name, isInlined }] of steps.entries()) {
    const text = texts[index] ?? ''
    const froms = relationsRead(text)
    const isSpreadStep =
      froms.length > 0 && froms.every((relation) => spread.has(relation) || isSpread(relation))
    const isUnsafe =
      (outerJoin.test(text) && !isSpreadStep) ||
      [...namesAfter(text, /\b(?:from|join)\s+/gi)].some(isLocal) ||
      [...unsafe].some((other) => reads[index]?.has(other) === true)
    const readOften = (timesRead.get(name) ?? 0) > 1
    if (isUnsafe && ((isInlined && readOften) || optional.has(name))) kept.add(name)
    // computed once: every node has its rows
    if (kept.has(name) || (readOften && !isInlined)) continue
    if (isUnsafe) unsafe.add(name)
    else if (isSpreadStep) spread.add(name)
  }
  return kept
}

function withoutComments(text: string): string {
  return text.replaceAll(/--[^\n]*/g, '')
}

/** The relations whose columns are null where an outer join finds no row. */
function optionalRelations(text: string): readonly string[] {
  const isTwoSided = /\b(?:right|full)(?:\s+outer)?\s+join\b/i.test(text)
  return namesAfter(text, isTwoSided ? /\b(?:from|join)\s+/gi : /\bleft(?:\s+outer)?\s+join\s+/gi)
}

const outerJoin = /\b(?:left|right|full)(?:\s+outer)?\s+join\b/i

/** The relations that selects of a text begin with. */
export function relationsRead(text: string): readonly string[] {
  return namesAfter(text, /\bfrom\s+/gi)
}

function namesAfter(text: string, words: RegExp): readonly string[] {
  return [...text.matchAll(new RegExp(`${words.source}([\\w.]+)`, words.flags))].map(([, name = '']) => name)
}

/** How often a text reads each step, or a relation of each schema. */
function timesReadIn(text: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const [, name = ''] of text.matchAll(/\b(?:from|join)\s+(\w+)/gi))
    times.set(name, (times.get(name) ?? 0) + 1)
  return times
}
