import { formatNumber, formatPeriod } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape } from './answer.ts'

interface PaybackProps {
  readonly answer: Answer
  readonly shape: AnswerShape
  readonly grain: string | null
}

/** How long each cohort took to earn back its cost. A cohort that has not paid back says so: it has no number. */
export function Payback({ answer, shape, grain }: PaybackProps) {
  const months = shape.metrics.find(({ column }) => column.unit === 'MONTHS')
  const share = shape.metrics.find(({ column }) => column.unit === 'RATIO')
  const longest = Math.max(...answer.rows.map((row) => numberOf(row[months?.index ?? -1]) ?? 0), 1)
  const groups = [...Map.groupBy(answer.rows, (row) => groupOf(row, shape.dimensions))]
  return (
    <div className="payback">
      <div className="payback-groups">
        {groups.map(([group, rows]) => (
          <details key={group} open>
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
        <span className="legend-box" /> months until the cost was earned back
        {share !== undefined && (
          <>
            {' '}
            <span className="legend-box immature" /> not yet: the share recovered so far
          </>
        )}
      </p>
    </div>
  )
}
