import { useMemo } from 'react'
import { chartForms } from '../../catalog/boards/chart-forms.ts'
import type { BoardsQuery, MetricsInput } from '../../generated/explorer/graphql.ts'
import type { Definitions } from '../client/use-definitions.ts'
import { QuestionCard } from '../explore/question-card.tsx'
import { fromInput } from '../explore/question/from-input.ts'

interface PanelProps {
  readonly panel: BoardsQuery['catalog']['boards'][number]['panels'][number]
  readonly definitions: Definitions
}

/** One question of a board. */
export function Panel({ panel, definitions }: PanelProps) {
  const { title, description, isWide } = panel
  const question = useMemo(() => {
    const chart = chartForms.find((form) => form === panel.chart?.toLowerCase()) ?? null
    return fromInput(panel.question as MetricsInput, chart)
  }, [panel])
  return (
    <QuestionCard
      title={title}
      description={description}
      question={question}
      definitions={definitions}
      isWide={isWide}
    />
  )
}
