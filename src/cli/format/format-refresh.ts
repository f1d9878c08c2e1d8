import type { PlannedFill, RefreshReport, ViewFill } from '../../warehouse/release/refresh.ts'
import { toTable } from './to-table.ts'

/** The plan of a refresh, as text. */
export function formatRefreshPlan(plan: readonly PlannedFill[]): string {
  const due = plan.filter(({ how }) => how !== 'unchanged')
  if (due.length === 0) return 'Up to date: no input of a stored view changed.\n'
  return toTable(
    ['view', 'how', 'about rows', 'why'],
    due.map(({ view, how, rows, why }) => [view, how, Math.round(rows), brief(why)]),
    new Set(['about rows']),
  )
}

/** What a refresh did with each stored view that it looked at, as text. */
export function formatFills(views: readonly ViewFill[]): string {
  return toTable(
    ['view', 'how', 'rows written', 's', 'why'],
    views.map(({ view, how, rows, ms, why }) => [view, how, rows, (ms / 1_000).toFixed(2), brief(why)]),
    new Set(['rows written', 's']),
  )
}

/** A batch in a sentence. */
export function describeBatch({ batch, asOf, views }: RefreshReport): string {
  const changed = views.filter(({ rows }) => rows > 0)
  const end = asOf === null ? 'without data' : `with data to ${asOf}`
  if (changed.length === 0) return `Up to date: batch ${batch} ${end}, nothing to write.\n`
  const rows = changed.reduce((sum, view) => sum + view.rows, 0)
  const seconds = views.reduce((sum, view) => sum + view.ms, 0) / 1_000
  return `Batch ${batch} ${end}: ${rows} rows written in ${changed.length} of ${views.length} stored views, in ${seconds.toFixed(1)} s.\n`
}

/** The first reasons; the history has all of them. */
function brief(why: string): string {
  const reasons = why.split(', ')
  return reasons.length <= 2 ? why : `${reasons.slice(0, 2).join(', ')} and ${reasons.length - 2} more`
}
