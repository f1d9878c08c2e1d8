import type { Seats } from '../account-document.ts'
import { percent, rounded } from '../words.ts'
import { Bar } from './bar.tsx'

/** Who has a seat, who uses it, and how many were bought. */
export function SeatsCard({
  seats: { members, activeSeats, purchasedSeats, utilisation },
}: {
  readonly seats: Seats
}) {
  const all = Math.max(1, Number(members), Number(purchasedSeats ?? 0))
  const rows = [
    ['Active', activeSeats],
    ['Members', members],
    ['Purchased', purchasedSeats],
  ] as const
  return (
    <>
      <ul className="rows">
        {rows.map(([name, count]) => (
          <li key={name}>
            <span>{name}</span>
            <Bar share={Number(count ?? 0) / all} />
            <data value={count ?? ''}>{rounded(count)}</data>
          </li>
        ))}
      </ul>
      {utilisation !== null && (
        <p className="faint">{percent(utilisation)} of the purchased seats are used.</p>
      )}
    </>
  )
}
