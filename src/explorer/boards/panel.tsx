import { useMemo, useState } from 'react'
import { AskDocument, type BoardsQuery, type MetricsInput } from '../../generated/explorer/graphql.ts'
import type { Answer } from '../charts/answer.ts'
import { chartForms, type ChartForm } from '../../catalog/boards/chart-forms.ts'
import { fittingForms } from '../charts/fitting-forms.ts'
import { Picture } from '../charts/picture.tsx'
import type { Definitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { toAddress } from '../explore/question/address.ts'
import { fromInput } from '../explore/question/from-input.ts'
import { toInput } from '../explore/question/question.ts'
import { Answered } from '../parts/answered.tsx'
import { ResultTable } from '../parts/result-table.tsx'

interface PanelProps {
  readonly panel: BoardsQuery['catalog']['boards'][number]['panels'][number]
  readonly definitions: Definitions
}

/** One question of a board. */
export function Panel({ panel, definitions }: PanelProps) {
  const [isTable, setIsTable] = useState(false)
  const chart = chartForms.find((form) => form === panel.chart?.toLowerCase()) ?? null
  const question = useMemo(() => fromInput(panel.question as MetricsInput, chart), [panel, chart])
  const missing = question.metrics.flatMap((name) => definitions.metrics.get(name)?.unavailableBecause ?? [])
  const query = useServer(AskDocument, { input: toInput(question) }, { enabled: missing.length === 0 })
  if (missing.length > 0)
    return (
      <section className={panel.isWide ? 'card wide' : 'card'}>
        <h2>{panel.title}</h2>
        {[...new Set(missing)].map((because) => (
          <p key={because} className="note">
            {because}
          </p>
        ))}
      </section>
    )
  return (
    <section className={panel.isWide ? 'card wide' : 'card'}>
      <h2>{panel.title}</h2>
      {panel.description !== null && <p className="faint">{panel.description}</p>}
      <div
        className={`panel-body ${chart === null ? '' : `panel-${chart}`}`}
        role="region"
        aria-label={`${panel.title}: answer`}
        tabIndex={0}
      >
        <Answered query={query} what="Computing">
          {({ metrics: answer }) =>
            answer === null ? null : isTable ? (
              <ResultTable
                caption={panel.title}
                columns={answer.columns}
                rows={answer.rows}
                totals={null}
                grain={question.grain}
              />
            ) : (
              <Picture
                answer={answer}
                form={formOf(answer, chart, definitions)}
                grain={question.grain}
                definitions={definitions}
              />
            )
          }
        </Answered>
      </div>
      <p className="panel-foot">
        <button
          type="button"
          className="button"
          aria-pressed={isTable}
          aria-label={`${panel.title}: table`}
          onClick={() => setIsTable(!isTable)}
        >
          Table
        </button>
        <a href={`#${toAddress(question)}`} aria-label={`Explore: ${panel.title}`}>
          Explore
        </a>
      </p>
    </section>
  )
}

function formOf(answer: Answer, wished: ChartForm | null, definitions: Definitions): ChartForm {
  const fitting = fittingForms(answer, definitions)
  return fitting.find((form) => form === wished) ?? fitting[0] ?? 'bars'
}
