import type { Catalog, View } from '../../../../catalog/catalog.ts'
import { businessParameters } from '../../../../catalog/parameters/parameter.ts'
import { isInput } from '../changes/inputs.ts'

/**
 * The select of a view over some of the rows of its inputs: each input in `tables` is replaced by the table with these
 * rows, in the view and in the views on the way. Nothing else is changed.
 */
export function keyedSelect(catalog: Catalog, view: View, tables: ReadonlyMap<string, string>): string {
  const steps = new Map<string, string>()
  const nameOf = (relation: string): string => {
    const read = catalog.views.get(relation)
    if (read === undefined || isInput(read) || relation === businessParameters)
      return tables.get(relation) ?? relation
    const name = relation.replace('.', '__')
    if (!steps.has(name)) {
      const body = bodyOf(read)
      steps.set(name, `${name} as (\n${body}\n)`)
    }
    return name
  }
  const bodyOf = ({ segments }: View) =>
    segments.map((segment) => ('text' in segment ? segment.text : nameOf(segment.relation))).join('')
  const select = bodyOf(view)
  const before = [...steps.values()]
  return before.length === 0 ? select : `with\n${before.join(',\n')}\nselect * from (\n${select}\n) as own`
}
