import type { Engine } from '../../src/warehouse/engine/engine.ts'

/**
 * The stored rows that Plumbline reads for active users by week and source, for the others: as a view for statements
 * written by hand, and as a function that PostGraphile serves, with a row for each week and source.
 */
export async function createPeerRelations(engine: Engine): Promise<void> {
  const [found] = await engine.query<{ aggregation: string }>({
    sql: 'select distinct aggregation from rollups.active_users where active_users is not null',
    parameters: [],
  })
  if (found === undefined) throw new Error('The rollup active_users is not filled.')
  await engine.execute(`
    drop schema if exists peers cascade;
    create schema peers;
    create view peers.stored_active_users as
      select period_start, d_signup_source as signup_source, active_users
      from rollups.active_users
      where grain = 'week' and dimension_set = 'signup_source' and aggregation = '${found.aggregation}'
        and until_batch is null;
    create function peers.active_users_by_week(since date)
      returns table (period date, signup_source text, active_users bigint) language sql stable rows 400
      as $function$${activeUsersByWeek('since')}$function$;
  `)
}

/** One row for each week since a day and each source in these weeks; 0 without active users. */
export function activeUsersByWeek(since: string): string {
  return `
    with found as materialized (
      select * from peers.stored_active_users where period_start >= ${since}
    )
    select weeks.period::date as period, sources.signup_source, coalesce(found.active_users, 0) as active_users
    from generate_series(
      (select min(period_start) from found), (select max(period_start) from peers.stored_active_users), interval '1 week'
    ) as weeks (period)
    cross join (select distinct signup_source from found) as sources
    left join found on found.period_start = weeks.period and found.signup_source = sources.signup_source
    order by weeks.period, sources.signup_source collate "C"`
}
