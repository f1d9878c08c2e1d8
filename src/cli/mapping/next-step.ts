import type { ProposedTable } from '../../warehouse/adapters/own/propose-mapping.ts'

/** What `plumbline map` was asked for. */
interface Asked {
  readonly sources: readonly string[]
  readonly out: string
  readonly assumeInterval?: string | undefined
}

/** What to do after `plumbline map` wrote files, or none: declare an interval, name columns, or deploy. */
export function nextStep(
  { sources, out, assumeInterval }: Asked,
  proposals: readonly ProposedTable[],
  files: readonly string[],
): string {
  const lacksInterval =
    assumeInterval === undefined && proposals.some(({ missing }) => missing.includes('interval'))
  const declared = `plumbline map ${sources.join(' ')} --assume-interval month`
  if (files.length > 0)
    return [
      ...files,
      ...(lacksInterval
        ? [`Subscriptions lack an interval. Delete adapters/ and declare it, as in: ${declared}`]
        : []),
      `Next: ${out === '.' ? '' : `cd ${out} && `}plumbline deploy`,
    ].join('\n')
  const isUnread = proposals.some(({ unread, missing }) =>
    unread.some(({ column }) => missing.includes(column)),
  )
  const remedy = isUnread
    ? 'Declare how the columns that are not read are written, or correct their values.'
    : lacksInterval
      ? `No column says what an amount is paid for, such as a month or a year. Declare it, as in: ${declared}`
      : 'Rename the columns that have what is lacking; sql/sources/ describes each table of the contract.'
  return `Nothing was written: no table of the contract can be made of these.\n${remedy}`
}
