import { didYouMean } from '../../headers/problem.ts'
import type { Rule } from '../rule.ts'

/** All relations that a view reads, joins for dimensions, or is guarded by exist. */
export const relationsExist: Rule = ({ views, byName, sources, internal }) => {
  const known = new Set([
    ...byName.keys(),
    ...[...sources.keys()].map((name) => `source.${name}`),
    ...internal.keys(),
  ])
  return views.flatMap(({ file, header, reads, bodyLine, namedAt, lineOf }) => [
    ...reads
      .filter((relation) => !known.has(relation))
      .map((relation) => ({
        file,
        line: namedAt.get(relation) ?? bodyLine,
        rule: 'relations-exist',
        message: `${relation} does not exist.${didYouMean(relation, known)}`,
      })),
    ...[
      ...Object.keys(header.entities).map((name) => ['entities', name]),
      ...Object.keys(header.at_event).map((name) => ['at_event', name]),
      ...(header.return_events_from === undefined ? [] : [['return_events_from', header.return_events_from]]),
      ...Object.keys(header.checks_from).map((name) => ['checks_from', name]),
    ]
      .filter(([, relation]) => !byName.has(relation ?? ''))
      .map(([field = '', relation = '']) => ({
        file,
        line: lineOf(field, relation),
        rule: 'relations-exist',
        message: `${field}: the view ${relation} does not exist.${didYouMean(relation, byName.keys())}`,
      })),
    ...[
      ...header.requires.map((requirement) => ({ requirement, path: ['requires'] })),
      ...Object.keys(header.assumes).map((requirement) => ({ requirement, path: ['assumes', requirement] })),
      ...Object.entries(header.dimensions).flatMap(([name, { requires }]) =>
        requires.map((requirement) => ({ requirement, path: ['dimensions', name, 'requires'] })),
      ),
    ]
      .flatMap(({ requirement, path }) => requirement.split('|').map((table) => ({ table, path })))
      .filter(({ table }) => !sources.has(table))
      .map(({ table, path }) => ({
        file,
        line: lineOf(...path),
        rule: 'relations-exist',
        message: `The source contract has no table ${table}.${didYouMean(table, sources.keys())}`,
      })),
  ])
}
