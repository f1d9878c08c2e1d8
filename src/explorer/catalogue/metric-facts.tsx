import type { ReactNode } from 'react'
import { BoardsDocument, type MetricsInput } from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { Sentence } from '../parts/sentence.tsx'
import { formatMoment } from '../words/format-value.ts'
import { textOf } from '../words/text-of.ts'
import { toWords } from '../words/to-words.ts'
import { FactTable } from './fact-table.tsx'
import type { MetricDetails } from './metric-details.ts'

/** What is known of a metric, one line for each fact. */
export function MetricFacts({ metric }: { readonly metric: MetricDetails }) {
  const { definitions } = useDefinitions()
  const dataAsOf = definitions?.dataAsOf ?? null
  const { view } = metric
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Name', metric.name],
    ['Kind', metric.kind.toLowerCase().replaceAll('_', ' ')],
    ['Unit', metric.unit.toLowerCase()],
    ...(metric.explainedBy === null ? [] : [['Formula', metric.explainedBy] as const]),
    ['Version', String(metric.version)],
    ['Hash', metric.definitionHash],
    ['Owner', view.owner],
    ['One row is', view.grain],
    ['Needs', metric.requires.map((table) => table.replaceAll('|', ' or ')).join(', ') || 'no table'],
    ['Data to', dataAsOf === null ? 'no data yet' : formatMoment(dataAsOf)],
    ['Used by', <UsedBy key="used" metric={metric} />],
    ['By', metric.dimensions.map((dimension) => dimension.name).join(', ')],
  ]
  return (
    <section>
      <h2>Facts</h2>
      <FactTable facts={facts} />
    </section>
  )
}

/** The boards that ask for a metric, and what its view names. */
function UsedBy({ metric: { name, view } }: { readonly metric: MetricDetails }) {
  const { data } = useServer(BoardsDocument, {})
  const boards = (data?.catalog.boards ?? []).filter(({ panels }) =>
    panels.some(({ question }) =>
      (question as MetricsInput).metrics?.some((one) => one.toLowerCase() === name),
    ),
  )
  const links = boards.map((board) => (
    <a key={board.name} href={`#/boards/${board.name}`}>
      the board {board.title}
    </a>
  ))
  const parts: readonly ReactNode[] = [...links, ...view.usedBy]
  return parts.length === 0
    ? 'not recorded'
    : parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]))
}

/** The parameters that a question may override, with their effect. */
export function OptionList({ metric: { options } }: { readonly metric: MetricDetails }) {
  if (options.length === 0) return null
  return (
    <section>
      <h2>Options</h2>
      {options.map(({ name, description, canonical, values, unit }) => (
        <details key={name} className="option">
          <summary>
            {toWords(name)}{' '}
            <span className="faint">
              canonical: {textOf(canonical)}
              {unit === null ? '' : ` ${unit}`}
            </span>
          </summary>
          <p>
            <Sentence text={description} />
            {values === null ? '' : ` Values: ${values.join(', ')}.`}
          </p>
        </details>
      ))}
    </section>
  )
}
