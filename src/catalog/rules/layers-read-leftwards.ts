import { layers } from '../catalog.ts'
import type { Rule } from './rule.ts'

/** A layer reads only from earlier layers, and from its own. */
export const layersReadLeftwards: Rule = ({ views, byName }) => {
  const place = (name: string) => (layers as readonly string[]).indexOf(name.split('.')[0] ?? '')
  return views.flatMap(({ file, name, reads, bodyLine, namedAt, lineOf }) => {
    if (place(name) < 0) {
      return [
        {
          file,
          line: lineOf('view'),
          rule: 'layers-read-leftwards',
          message: `${name} is in no layer; the layers are ${layers.slice(1).join(', ')}.`,
        },
      ]
    }
    return reads
      .filter((relation) => byName.has(relation) && place(relation) > place(name))
      .map((relation) => ({
        file,
        line: namedAt.get(relation) ?? bodyLine,
        rule: 'layers-read-leftwards',
        message: `${name} reads ${relation}, which is in a later layer; the order is ${layers.join(', ')}.`,
      }))
  })
}
