import { didYouMean } from '../problem.ts'
import type { Rule } from './rule.ts'

/** Whatever a view reads, joins for dimensions, or is guarded by exists. */
export const relationsExist: Rule = ({ views, byName, sources, internal }) => {
  const known = new Set([
    ...byName.keys(),
    ...[...sources.keys()].map((name) => `source.${name}`),
    ...internal.keys(),
  ])
  return views.flatMap(({ file, header, reads, bodyLine, body, lineOf }) => [
    ...reads
      .filter((relation) => !known.has(relation))
      .map((relation) => ({
        file,
        line: bodyLine + body.slice(0, Math.max(0, body.indexOf(relation))).split('\n').length - 1,
        rule: 'relations-exist',
        message: `${relation} does not exist.${didYouMean(relation, known)}`,
      })),
    ...[
      ...Object.keys(header.entities).map((name) => ['entities', name]),
      ...Object.keys(header.guards).map((name) => ['guards', name]),
    ]
      .filter(([, relation]) => !byName.has(relation ?? ''))
      .map(([field = '', relation = '']) => ({
        file,
        line: lineOf(field, relation),
        rule: 'relations-exist',
        message: `${field}: the view ${relation} does not exist.${didYouMean(relation, byName.keys())}`,
      })),
    ...[
      ...header.requires,
      ...Object.keys(header.assumes),
      ...Object.values(header.dimensions).flatMap(({ requires }) => requires),
    ]
      .flatMap((requirement) => requirement.split('|'))
      .filter((table) => !sources.has(table))
      .map((table) => ({
        file,
        line: lineOf('requires'),
        rule: 'relations-exist',
        message: `The source contract has no table ${table}.${didYouMean(table, sources.keys())}`,
      })),
  ])
}
