import { useMemo } from 'react'
import { formatNumber, formatPeriod } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape } from './answer.ts'
import { useChartColors } from './options/chart-colors.ts'
import { LegendChart } from './legend-chart.tsx'
import { paybackCurves } from './options/payback-curve.ts'

interface PaybackProps {
  readonly answer: Answer
  readonly shape: AnswerShape
  readonly grain: string | null
  /** Whether the months of each cohort are closed at first: the place is small. */
  readonly isBrief: boolean
}

/**
 * The share of its cost that each cohort has recovered, as a curve over its age; and how long each cohort took. A cohort
 * that has not paid back says so: it has no number.
 */
export function Payback({ answer, shape, grain, isBrief }: PaybackProps) {
  const colors = useChartColors()
  const curves = useMemo(() => paybackCurves(answer, shape, grain, colors), [answer, shape, grain, colors])
  const months = shape.metrics.find(({ column }) => column.unit === 'MONTHS')
  const share = shape.metrics.find(({ column }) => column.unit === 'RATIO')
  const longest = Math.max(...answer.rows.map((row) => numberOf(row[months?.index ?? -1]) ?? 0), 1)
  const groups = [...Map.groupBy(answer.rows, (row) => groupOf(row, shape.dimensions))]
  return (
    <div className="payback">
      {curves !== null && (
        <>
          <LegendChart
            option={curves.option}
            leftOut={curves.leftOut}
            height={260}
            label="The share of its cost that each cohort has recovered, over its age: a chart. The list below has its numbers."
          />
          <p className="legend-line">● has paid back ○ not yet ┄ the whole cost</p>
        </>
      )}
      <div className="payback-groups">
        {groups.map(([group, rows]) => (
          <details key={group} open={!isBrief}>
            <summary>
              {group === '' ? toWords(months?.column.name ?? 'Payback') : group}{' '}
              <span className="faint">
                {rows.filter((row) => numberOf(row[months?.index ?? -1]) !== null).length} of {rows.length}{' '}
                cohorts have paid back
              </span>
            </summary>
            <table className="payback-table">
              <caption className="hidden-visually">
                {group === '' ? 'Months of each cohort' : `Months of each cohort: ${group}`}
              </caption>
              <tbody>
                {rows.map((row) => {
                  const value = numberOf(row[months?.index ?? -1])
                  const recovered = numberOf(row[share?.index ?? -1])
                  const width = value === null ? Math.min(1, recovered ?? 0) : value / longest
                  return (
                    <tr key={String(row[shape.cohort?.index ?? 0])}>
                      <th scope="row">
                        {formatPeriod(String(row[shape.cohort?.index ?? 0]), grain ?? 'month')}
                      </th>
                      <td className="payback-bar">
                        <span
                          className={value === null ? 'bar not-yet' : 'bar'}
                          style={{ width: `${(width * 100).toFixed(1)}%` }}
                        />
                      </td>
                      <td className="number">
                        {value === null || months === undefined ? (
                          <>
                            not yet
                            {recovered !== null &&
                              ` · ${formatNumber(recovered, { unit: 'RATIO', currency: null }, true)}`}
                          </>
                        ) : (
                          formatNumber(value, months.column)
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </details>
        ))}
      </div>
      <p className="legend-line">
        <span className="legend-box" /> months until the cost was earned back{' '}
        <span className="legend-box immature" /> not yet: the share recovered so far
      </p>
    </div>
  )
}
