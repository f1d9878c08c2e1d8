import type { DimensionHeader, WrittenDimension } from '../headers/dimension-header.ts'
import { didYouMean, type Problem } from '../headers/problem.ts'
import type { ViewHeader, WrittenHeader } from '../headers/view-header.ts'
import type { ParsedFile } from './parse-view.ts'

/** A view file whose dimensions are all described. */
export type DescribedFile = Omit<ParsedFile, 'header'> & { readonly header: ViewHeader }

/**
 * Puts the description of each dimension that a header takes `from` another view in its place; a view that does not
 * describe it is a problem.
 */
export function describeDimensions(
  files: readonly ParsedFile[],
): readonly [DescribedFile[], readonly Problem[]] {
  // the first of two views with the same name is used
  const headers = new Map([...files].reverse().map(({ header }) => [header.view, header]))
  const problems: Problem[] = []
  const described = files.map((file) => {
    const dimensions: Record<string, DimensionHeader> = {}
    for (const [name, written] of Object.entries(file.header.dimensions)) {
      const found = describe(name, written, headers)
      if (typeof found === 'string')
        problems.push({
          file: file.file,
          line: file.lineOf('dimensions', name),
          rule: 'dimensions-are-described',
          message: `dimensions.${name}: ${found}`,
        })
      else dimensions[name] = found
    }
    return { ...file, header: { ...file.header, dimensions } }
  })
  return [described, problems]
}

/** The description of a dimension, or the reason why there is none. */
function describe(
  name: string,
  written: WrittenDimension,
  headers: ReadonlyMap<string, WrittenHeader>,
): DimensionHeader | string {
  if (!('from' in written)) return written
  const { from, column, requires, immutable } = written
  const header = headers.get(from)
  if (header === undefined) return `There is no view ${from}.${didYouMean(from, [...headers.keys()])}`
  const origin = header.dimensions[name]
  if (origin === undefined || 'from' in origin) {
    const own = Object.entries(header.dimensions).flatMap(([one, other]) => ('from' in other ? [] : one))
    return `${from} does not describe it.${didYouMean(name, own)}`
  }
  return {
    ...origin,
    column: column ?? origin.column,
    requires: [...new Set([...origin.requires, ...requires])],
    immutable: immutable ?? origin.immutable,
  }
}
