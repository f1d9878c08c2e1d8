import { randomUUID } from 'node:crypto'
import type { Question } from '../answer/compile-answer.ts'
import { metricSchema, type MetricRelation } from '../relations/metric-relation.ts'
import { flatten } from './flatten.ts'
import { normalize, normalizeCopy } from './normalize.ts'
import { callsIn, rangesIn, type MetricText } from './read-text.ts'
import { Rejection } from './rejection.ts'
import { rewriteNested } from './rewrite-nested.ts'
import { answerPrefix } from './select/answers.ts'
import type { Rewriting } from './select/rewrite-select.ts'
import type { FindRelation } from './select/sources.ts'
import { printed } from './text.ts'
import { as, isNode, stringField, unwrap, type Node } from './tree.ts'

/** More would keep the server busy for seconds, in which no other session is answered. */
const maxReads = 100

/** The kinds of statements whose selects are rewritten. */
const answered = new Set(['SelectStmt', 'DeclareCursorStmt', 'ExplainStmt', 'CopyStmt'])

/** A text with names in the places of the derived tables that answer its questions. */
export interface Template {
  readonly text: string
  /** By name; a text is the derived table itself. */
  readonly questions: ReadonlyMap<string, Question | string>
}

/**
 * Replaces the metric relations of a text by names, and says what each of them asks.
 *
 * @throws Rejection when a statement has no correct answer
 */
export async function rewriteText(
  { statements }: MetricText,
  relations: ReadonlyMap<string, MetricRelation>,
  meansRelation: (name: string) => boolean,
  rewriting: Omit<Rewriting, 'keep'>,
): Promise<Template> {
  const questions = new Map<string, Question | string>()
  // no text of a client has this name
  const prefix = `${answerPrefix}${randomUUID().replaceAll('-', '').slice(0, 24)}_`
  const keep = (question: Question | string): string => {
    const name = `${prefix}${questions.size + 1}_`
    questions.set(name, question)
    return name
  }
  if (statements.length > 1 && statements.some(setsOption))
    throw new Rejection('An option and a query in one text: the query would not see the option.', {
      hint: 'Send SET plumbline.… as a statement of its own.',
    })
  if (rangesIn(statements).length > maxReads)
    throw new Rejection(`A text reads at most ${maxReads} tables; this one reads more.`, {
      code: '54001',
      hint: 'Group by more columns instead of joining many selects, or send several statements.',
    })
  const texts: string[] = []
  for (const statement of statements) {
    const [kind, node] = unwrap(statement)
    const find: FindRelation = (range) => {
      const name = stringField(range, 'relname') ?? ''
      const schema = stringField(range, 'schemaname')
      if (schema !== null) return schema === metricSchema ? (relations.get(name) ?? null) : null
      return meansRelation(name) ? (relations.get(name) ?? null) : null
    }
    if (rangesIn(statement).some((range) => find(range) !== null)) {
      checkStatement(kind, node)
      const probe = (sql: string) => rewriting.probe(withAnswers({ text: sql, questions }, rewriting.answer))
      for (const select of topSelects(statement))
        await rewriteTree(select, find, { ...rewriting, probe, keep })
    }
    if (kind === 'CopyStmt') normalizeCopy(node)
    texts.push(printed(statement))
  }
  return { text: texts.join(';\n'), questions }
}

/** The text with the answers to its questions. */
export function withAnswers({ text, questions }: Template, answer: (question: Question) => string): string {
  return [...questions].reduce(
    (part, [name, question]) =>
      part.replaceAll(name, () => `(${typeof question === 'string' ? question : answer(question)})`),
    text,
  )
}

/** Aggregates that take the word of the caller for what the rewriting proves. */
const ownGuards = ['at_one_time', 'unrepeated']

function checkStatement(kind: string, node: Node): void {
  const calls = callsIn(node)
  const guard = ownGuards.find((name) => calls.has(name))
  if (guard !== undefined)
    throw new Rejection(`${guard} is what the SQL API writes in place of sums.`, { hint: 'Write sum.' })
  if (calls.has('set_config'))
    throw new Rejection('set_config next to metrics would take effect after their numbers are computed.', {
      hint: 'Set the option in a statement of its own, before.',
    })
  const into = kind === 'SelectStmt' && node['intoClause'] !== undefined
  const copiesIn = kind === 'CopyStmt' && (node['is_from'] === true || node['query'] === undefined)
  if (answered.has(kind) && !into && !copiesIn) return
  throw new Rejection(
    'Metric relations are read by SELECT, cursors, COPY (SELECT …) TO STDOUT and EXPLAIN only.',
    {
      detail: 'A stored statement or table would keep numbers without their definition.',
      hint:
        kind === 'PrepareStmt'
          ? 'Use the prepared statements of your driver instead of PREPARE.'
          : 'Select the rows, and store them in the client.',
    },
  )
}

function setsOption(statement: Node): boolean {
  const [kind, node] = unwrap(statement)
  if (kind === 'VariableSetStmt') {
    const name = stringField(node, 'name')
    return name === null || name.startsWith('plumbline.') || name === 'search_path'
  }
  if (kind === 'DiscardStmt') return true
  return callsIn(statement).has('set_config')
}

/** The outermost selects of a statement. */
function topSelects(statement: Node): readonly Node[] {
  const select = as(statement, 'SelectStmt')
  if (select !== null) return [select]
  return Object.values(unwrap(statement)[1]).flatMap((part) => {
    const inner = as(part, 'SelectStmt')
    if (inner !== null) return [inner]
    return isNode(part) ? topSelects(part) : []
  })
}

async function rewriteTree(select: Node, find: FindRelation, rewriting: Rewriting): Promise<void> {
  normalize(select)
  flatten(select, (range) => {
    const relation = find(range)
    return relation === null
      ? null
      : new Map([...relation.columns].map(([name, { addsUp }]) => [name, addsUp]))
  })
  await rewriteNested(select, {
    find,
    hidden: new Map(),
    known: new Map(),
    around: () => null,
    rewriting,
  })
}
