import type { Revenue } from '../account-document.ts'
import { day, inWords, money, percent } from '../words.ts'

interface RevenueCardProps {
  readonly revenue: Revenue
  readonly currency: string | null
}

/** The revenue now, by month, and by motion. */
export function RevenueCard({ revenue: { mrr, plan, months: paid, motions }, currency }: RevenueCardProps) {
  const months = withGaps(paid)
  const largest = Math.max(1, ...months.map((month) => Number(month.mrr)))
  const positive = motions.filter((one) => Number(one.mrr) > 0)
  const total = positive.reduce((sum, one) => sum + Number(one.mrr), 0)
  const share = (amount: string) => Number(amount) / (total === 0 ? 1 : total)
  return (
    <>
      <p className="figure">
        <data value={mrr}>{money(mrr, currency)}</data>
        <span className="faint">a month{plan === null ? '' : ` · ${plan}`}</span>
      </p>
      <div className="months" role="img" aria-label="Revenue by month">
        {months.map((month) => (
          <span
            key={month.month}
            title={`${day(month.month)}: ${money(month.mrr, currency)}`}
            style={{ height: `${String((Number(month.mrr) / largest) * 100)}%` }}
          />
        ))}
      </div>
      <p className="faint">
        <span>{monthOf(months.at(0)?.month)}</span>
        <span>{monthOf(months.at(-1)?.month)}</span>
      </p>
      <div className="stack" aria-hidden="true">
        {positive.map(({ motion, mrr: amount }) => (
          <span key={motion} className={motion.toLowerCase()} style={{ width: percent(share(amount)) }} />
        ))}
      </div>
      <ul className="legend">
        {motions.map(({ motion, mrr: amount }) => (
          <li key={motion}>
            <span className={`dot ${motion.toLowerCase()}`} aria-hidden="true" />
            {motion === 'unknown' ? inWords(motion) : motion}{' '}
            <data value={amount}>{money(amount, currency)}</data>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The months from the first to the last one; without revenue they are not listed. */
function withGaps(months: Revenue['months']): Revenue['months'] {
  const [first, last] = [months.at(0)?.month, months.at(-1)?.month]
  if (first === undefined || last === undefined) return []
  const known = new Map(months.map((one) => [one.month, one]))
  const all: Revenue['months'][number][] = []
  for (let month = first; month <= last; month = monthAfter(month))
    all.push(known.get(month) ?? { month, mrr: '0' })
  return all
}

function monthAfter(month: string): string {
  const date = new Date(month)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}

function monthOf(date: string | undefined): string {
  return date === undefined
    ? ''
    : new Date(date).toLocaleDateString('en', { month: 'short', year: 'numeric', timeZone: 'UTC' })
}
