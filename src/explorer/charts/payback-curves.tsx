import { useMemo } from 'react'
import { formatNumber } from '../words/format-value.ts'
import type { Answer, AnswerShape } from './answer.ts'
import { LegendChart } from './legend-chart.tsx'
import { useChartColors } from './options/chart-colors.ts'
import { curvesOf } from './options/curves.ts'
import { paybackOption } from './options/payback-curve.ts'
import { broadRows, paybackStates, type PaybackState } from './options/payback-states.ts'

interface PaybackCurvesProps {
  readonly answer: Answer
  readonly shape: AnswerShape
  readonly grain: string | null
}

/** So many cohorts are drawn, the newest ones: three years of months. */
const maxCohorts = 36

/** More curves than this are a family of one color, and are counted instead of named. */
const maxNamed = 8

/** The share of its cost that each cohort, or each group of cohorts, had earned back by each age; and who has not yet. */
export function PaybackCurves({ answer, shape, grain }: PaybackCurvesProps) {
  const colors = useChartColors()
  const { curves, count } = useMemo(() => {
    const shares = shape.metrics.filter(({ column }) => column.unit === 'RATIO').slice(0, 1)
    return curvesOf({ ...answer, rows: broadRows(answer, shape) }, shape, shares, grain, maxCohorts)
  }, [answer, shape, grain])
  const option = useMemo(
    () => paybackOption(curves, 'months since the first revenue', colors, curves.length > maxNamed),
    [curves, colors],
  )
  const states = paybackStates(curves)
  const paidBack = states.filter(({ paidBackAt }) => paidBackAt !== null)
  return (
    <div className="payback">
      <LegendChart
        option={option}
        leftOut={count - curves.length}
        height={280}
        label="The share of the cost that was earned back, over the months since the first revenue: a chart. The table has its numbers."
      />
      <p className="legend-line">
        ┄ the whole cost ○ not yet. A curve ends where less than a quarter of its cost is as old; the table
        has all ages.
      </p>
      {states.length > maxNamed ? (
        <p>
          {paidBack.length} of {states.length} have paid back. The stronger a curve, the newer the cohort.
        </p>
      ) : (
        <ul className="payback-states">
          {states.map((state) => (
            <li key={state.name}>
              <strong>{state.name}</strong> {wordsOf(state)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function wordsOf({ paidBackAt, last }: PaybackState): string {
  // age 0 is the first month
  if (paidBackAt !== null) return `paid back in month ${paidBackAt + 1}`
  if (last === null) return 'without a cost'
  const [age, share] = last
  return `not yet: ${formatNumber(share, { unit: 'RATIO', currency: null }, true)} in month ${age + 1}`
}
