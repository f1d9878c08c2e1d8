import type { AdapterPlan } from '../../warehouse/adapters/plan-adapters.ts'

/** What each vendor feeds, and what of its tables is missing: one sentence for each table of the contract. */
export function describeFeeds({ feeds }: AdapterPlan): readonly string[] {
  return feeds.map(({ feed, table, select, missingTables, absentTables, absentColumns }) => {
    if (select === null)
      return `${table}: not fed by ${feed.name}, which lacks ${(missingTables.length > 0 ? missingTables : absentTables).join(', ')}.`
    const absent = [...absentTables, ...absentColumns]
    return `${table}: fed by ${feed.name}${absent.length === 0 ? '' : `; absent, so null: ${absent.join(', ')}`}.`
  })
}
