import type { Problem } from '../headers/problem.ts'
import type { Rule } from './rule.ts'

/** A view does not read itself, directly or through others. */
export const nothingReadsItself: Rule = ({ views, byName }) => {
  const problems: Problem[] = []
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]) => {
    const view = byName.get(name)
    if (view === undefined || done.has(name)) return
    const start = path.indexOf(name)
    if (start >= 0) {
      problems.push({
        file: view.file,
        line: view.namedAt.get(path[start + 1] ?? name) ?? view.bodyLine,
        rule: 'nothing-reads-itself',
        message: `A cycle: ${[...path.slice(start), name].join(' reads ')}.`,
      })
      return
    }
    for (const relation of view.reads) visit(relation, [...path, name])
    done.add(name)
  }
  for (const { name } of views) visit(name, [])
  return problems
}
