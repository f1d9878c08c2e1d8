import { formatNumber, formatPeriod, noValue, type Cell } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape, type Placed } from './answer.ts'

interface CohortTableProps {
  readonly answer: Answer
  readonly shape: AnswerShape
  readonly metric: Placed
  readonly grain: string | null
}

/** More groups than this are better filtered. */
const maxGroups = 6

/** Cohorts by age, colored by their number: a table, so that it can be read and copied. Immature cells are hatched. */
export function CohortTable({ answer, shape, metric, grain }: CohortTableProps) {
  const groups = [...Map.groupBy(answer.rows, (row) => groupOf(row, shape.dimensions))]
  return (
    <>
      {groups.slice(0, maxGroups).map(([group, rows]) => (
        <CohortGroup
          key={group}
          title={group === '' ? toWords(metric.column.name) : `${toWords(metric.column.name)}: ${group}`}
          answer={answer}
          rows={rows}
          shape={shape}
          metric={metric}
          grain={grain}
        />
      ))}
      {groups.length > maxGroups && (
        <p className="faint">
          {maxGroups} of {groups.length} groups are drawn. The table has all of them.
        </p>
      )}
      <p className="legend-line">
        <span className="legend-box" /> complete <span className="legend-box immature" /> not complete yet:
        the number may still change
      </p>
    </>
  )
}

interface CohortGroupProps extends CohortTableProps {
  readonly title: string
  readonly rows: Answer['rows']
}

function CohortGroup({ title, answer, rows, shape, metric, grain }: CohortGroupProps) {
  const cohorts = [...Map.groupBy(rows, (row) => String(row[shape.cohort?.index ?? 0]))]
  const ages = [...new Set(rows.map((row) => Number(row[shape.age?.index ?? 0])))].sort((a, b) => a - b)
  const maturityIndex = answer.columns.findIndex(({ name }) => name === `${metric.column.name}.maturity`)
  const sizeIndex = answer.columns.findIndex(({ name }) => name === `${metric.column.name}.denominator`)
  const highest = Math.max(
    ...rows
      .filter((row) => Number(row[shape.age?.index ?? 0]) > 0)
      .map((row) => numberOf(row[metric.index]) ?? 0),
    Number.MIN_VALUE,
  )
  return (
    <div className="table-frame cohorts-frame" tabIndex={0} role="region" aria-label={title}>
      <table className="cohorts">
        <caption>{title}</caption>
        <thead>
          <tr className="cohort-ages">
            <td colSpan={sizeIndex >= 0 ? 2 : 1} />
            <th scope="colgroup" colSpan={ages.length}>
              {grain ?? 'period'}s since the start
            </th>
          </tr>
          <tr>
            <th scope="col">Cohort</th>
            {sizeIndex >= 0 && <th scope="col">Size</th>}
            {ages.map((age) => (
              <th key={age} scope="col" aria-label={`Age ${age}`}>
                {age}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map(([cohort, members]) => {
            const byAge = new Map(members.map((row) => [Number(row[shape.age?.index ?? 0]), row]))
            return (
              <tr key={cohort}>
                <th scope="row">{formatPeriod(cohort, grain)}</th>
                {sizeIndex >= 0 && <td className="cohort-size">{sizeOf(members[0]?.[sizeIndex])}</td>}
                {ages.map((age) => (
                  <CohortCell
                    key={age}
                    value={byAge.get(age)?.[metric.index] ?? null}
                    maturity={String(byAge.get(age)?.[maturityIndex] ?? '')}
                    share={(numberOf(byAge.get(age)?.[metric.index]) ?? 0) / highest}
                    metric={metric}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface CohortCellProps {
  readonly value: Cell
  readonly maturity: string
  readonly share: number
  readonly metric: Placed
}

function CohortCell({ value, maturity, share, metric: { column } }: CohortCellProps) {
  if (value === null && maturity === '') return <td className="cohort-cell empty" />
  const step = Math.max(0, Math.min(9, Math.round(share * 9)))
  const isImmature = maturity === 'PARTIAL'
  return (
    <td
      className={`cohort-cell heat-${step}${isImmature ? ' immature' : ''}`}
      title={isImmature ? 'Not complete yet: the number may still change' : undefined}
    >
      {value === null ? (
        noValue
      ) : (
        <data value={String(value)}>{formatNumber(String(value), column, true)}</data>
      )}
      {isImmature && <span className="hidden-visually"> not complete yet</span>}
    </td>
  )
}

function sizeOf(size: Cell | undefined): string {
  return size === null || size === undefined
    ? noValue
    : formatNumber(String(size), { unit: 'COUNT', currency: null })
}
