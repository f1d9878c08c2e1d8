import type { AccountHealthQuery } from '../../../generated/explorer/graphql.ts'
import { formatNumber, noValue } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'

interface HealthProps {
  readonly health: NonNullable<NonNullable<AccountHealthQuery['account']>['health']>
}

const score = { unit: 'SCORE', currency: null } as const

/** The score of an account, its trend, and what it is made of. */
export function Health({ health: { score: total, band, trend, components } }: HealthProps) {
  return (
    <>
      <p className="big-number">
        {total === null ? 'unknown' : formatNumber(total, score)} <span className="faint">{band}</span>
      </p>
      {trend !== null && (
        <p className={Number(trend) < 0 ? 'loss' : 'gain'}>
          {Number(trend) > 0 ? '+' : ''}
          {formatNumber(trend, score)} in four weeks
        </p>
      )}
      <table className="table compact">
        <thead>
          <tr>
            <th scope="col">Component</th>
            <th scope="col" className="number">
              Weight
            </th>
            <th scope="col" className="number">
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {components.map((component) => (
            <tr key={component.component}>
              <th scope="row">{toWords(component.component)}</th>
              <td className="number">{formatNumber(component.weight, score)}</td>
              <td className="number">
                {component.score === null ? noValue : formatNumber(component.score, score)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
