import { useMemo } from 'react'
import type { AccountRevenueQuery } from '../../../generated/explorer/graphql.ts'
import { axisOption } from '../../charts/options/axis-option.ts'
import { useChartColors } from '../../charts/options/chart-colors.ts'
import { Chart } from '../../charts/chart.tsx'
import { useMoney } from '../../explore/question/use-money.ts'
import { formatNumber, formatPeriod } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'
import { Facts } from './facts.tsx'

interface RevenueProps {
  readonly revenue: NonNullable<NonNullable<AccountRevenueQuery['account']>['recurringRevenue']>
}

/** The recurring revenue of an account now, by motion and by month. */
export function Revenue({ revenue: { mrr, plan, originMotion, months, motions } }: RevenueProps) {
  const colors = useChartColors()
  const money = useMoney()
  const option = useMemo(() => {
    const labels = months.map(({ month }) => formatPeriod(month, 'month'))
    const series = [{ name: 'MRR', values: months.map((month) => Number(month.mrr)), isEarlier: false }]
    return axisOption({ labels, series, count: 1 }, 'bars', money, colors)
  }, [months, money, colors])
  return (
    <>
      <Facts
        facts={[
          ['MRR', formatNumber(mrr, money)],
          ['Plan', plan === null ? null : toWords(plan)],
          ['First motion', originMotion],
          ...motions.map((one) => [`From ${one.motion}`, formatNumber(one.mrr, money)] as const),
        ]}
      />
      {months.length > 0 && (
        <>
          <Chart option={option} label="MRR by month: a chart. The table has its numbers." height={180} />
          <details>
            <summary>Numbers by month</summary>
            <table className="table compact">
              <thead>
                <tr>
                  <th scope="col">Month</th>
                  <th scope="col" className="number">
                    MRR
                  </th>
                </tr>
              </thead>
              <tbody>
                {months.map((month) => (
                  <tr key={month.month}>
                    <th scope="row">{formatPeriod(month.month, 'month')}</th>
                    <td className="number">{formatNumber(month.mrr, money)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </>
  )
}
