import { absences, inside } from './inside.ts'

const revenue = 'plumbline_metrics.revenue'

const signups = 'plumbline_metrics.signups'
const retention = 'plumbline_metrics.user_retention'
const months = `select month, sum(mrr) as m from ${revenue} group by 1`
const flows = `select industry, sum(new_mrr) as v from ${revenue} group by 1`
const balances = `select month, industry, sum(mrr) as m from ${revenue} group by 1, 2`
const accounts = `select month, account, sum(signups) as s from ${signups} group by 1, 2`
const several = ['0A000', /several values/] as const
const filled = ['0A000', /nothing happened/] as const

/** Values that went through statistics, other selects and other forms: what is not proven to add up does not. */
const unproven: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  // groups in which nothing happened, without a period, too
  [`select count(*) from (select account, sum(mrr) as s from ${revenue} where month = '2025-11-01' group by 1) as t`]:
    filled,
  [`select avg(s) from (select account, sum(new_mrr) as s from ${revenue} where month = '2025-11-01' group by 1) as t`]:
    filled,
  [`select min(s) from (select account, sum(mrr) as s from ${revenue} where month = '2025-11-01' group by 1) as t`]:
    filled,
  // the first and the last period in which something happened are not those of all rows
  [`select industry, min(month), sum(new_mrr) from ${revenue} group by 1 having sum(new_mrr) > 0`]: filled,
  [`select industry, sum(new_mrr) from ${revenue} group by 1 having max(month) < '2025-10-01'`]: filled,
  [`select industry, sum(new_mrr) from ${revenue} group by 1 order by max(month) desc`]: filled,
  [`select max(month) from ${revenue} where industry = 'software'`]: filled,
  [`select industry, max(month) from (select industry, month, sum(new_mrr) as v from ${revenue} group by 1, 2) as t group by 1`]:
    filled,
  // nor are the periods of some rows those in which something happened
  [`select count(*) from (select day from ${signups} where industry = 'software' group by 1) as t`]: filled,
  [`select count(month) from (select distinct month from ${revenue} where industry = 'software') as t`]:
    filled,
  [`select array_agg(month) from (select month, sum(new_mrr) as v from ${revenue} where industry = 'software' group by 1) as t`]:
    filled,
  [`select avg(v) from (select month, sum(new_mrr) as v from ${revenue} where industry = 'software' group by 1) as t`]:
    filled,
  // an option that would take effect too late
  [`with s as (select set_config('plumbline.as_of', '2025-06-30', false) as x) select x, (select sum(mrr) from ${revenue}) from s`]:
    ['0A000', /after their numbers are computed/],
  // statistics of groups
  [`select sum(x) from (select month, max(m) as x from (${balances}) as t group by 1) as u`]: several,
  [`select avg(x) from (select month, avg(m) as x from (${balances}) as t where m > 0 group by 1) as u`]:
    several,
  [`select sum(n) from (select month, count(*) as n from (${accounts}) as t where s > 0 group by 1) as u`]:
    several,
  [`select stddev(x) from (select month, max(m) as x from (${balances}) as t group by 1) as u`]: [
    '0A000',
    /stddev of statistics/,
  ],
  // JSON, arrays, rows and texts
  [`select sum((j->>'m')::numeric) from (select month, json_build_object('m', sum(mrr)) as j from ${revenue} group by 1) as t`]:
    several,
  [`select sum(x) from (select array_agg(m) as a from (${months}) as t) as u, unnest(u.a) as x`]: several,
  [`select sum(x) from (select unnest(a) as x from (select array_agg(m) as a from (${months}) as t) as u) as w`]:
    several,
  [`select sum((e->>'m')::numeric) from (select json_agg(t) as j from (${months}) as t) as u, json_array_elements(u.j) as e`]:
    several,
  [`select sum((w).m) from (select t as w from (${months}) as t) as u`]: several,
  [`select sum(x::numeric) from (select month, string_agg(m::text, '') as x from (${months}) as t group by 1) as u`]:
    several,
  // selects in the place of a value
  [`select sum(x) from (select (select sum(mrr) from ${revenue}) as x from generate_series(1, 12)) as t`]:
    several,
  [`select sum((select sum(mrr) from ${revenue})) from generate_series(1, 3)`]: several,
  [`select sum(x) from (values ((select sum(mrr) from ${revenue})), (1)) as v (x)`]: several,
  [`select (select sum(t.m) from generate_series(1, 3)) from (${months}) as t`]: [
    '0A000',
    /nested select aggregates/,
  ],
  // UNION, and tables that read themselves
  [`select sum(m) from (select sum(mrr) as m from ${revenue} where month = '2025-11-01' union all select sum(mrr) from ${revenue} where month = '2025-12-01') as t`]:
    several,
  [`select sum(v) from (${flows} union all ${flows}) as t`]: several,
  [`with recursive t as (select 1 as n, sum(mrr) as m from ${revenue} union all select n + 1, m from t where n < 5) select sum(m) from t`]:
    several,
  // constants for each row
  [`select sum(v + 1) from (${flows}) as t`]: several,
  [`select sum(coalesce(v, 1)) from (${flows}) as t`]: several,
  [`select sum(x) from (select v + 1 as x from (${flows}) as t) as u`]: several,
  // rows that are there again, or once for equal values
  [`select sum(v) from (select distinct v from (${flows}) as t) as u`]: several,
  [`select sum(v) from (select v from (${flows}) as t group by v) as u`]: several,
  [`select sum(v) from (select v, generate_series(1, 3) from (${flows}) as t) as u`]: several,
  // balances whose period is no longer there
  [`select sum(m) from (select quarter, m from (select quarter, month, sum(mrr) as m from ${revenue} group by 1, 2) as t) as u where quarter = '2025-10-01'`]:
    several,
  [`select y, sum(m) from (select date_trunc('year', month) as y, m from (${months}) as t) as u group by 1`]:
    several,
  [`select month, sum(sum(m)) over (order by month) from (${balances}) as t group by 1`]: [
    '0A000',
    /window of sums/,
  ],
  // statistics of groups by period
  [`select sum(1) from (${accounts}) as t`]: filled,
  [`select count(*) from (${accounts}) as t where s is not null`]: filled,
  [`select count(*) from (${accounts}) as t where s >= 0`]: filled,
  [`select account, count(*) from (${accounts}) as t group by 1 having sum(s) > 0`]: filled,
  [`select max(n) from (select row_number() over (order by account) as n from (${accounts}) as t) as u`]:
    filled,
  [`select array_length(array_agg(account), 1) from (${accounts}) as t`]: filled,
  [`select month, avg(m) from (${balances}) as t group by 1`]: filled,
  [`select industry, avg(m) from (${balances}) as t group by 1`]: filled,
  [`select exists (select sum(signups) from ${signups} where industry = 'none')`]: filled,
  [`select 1 where 'x' in (select account from (${accounts}) as t)`]: filled,
  // means without weights
  [`select avg(a) from (select industry, sum(arpa) as a from ${revenue} group by 1) as t`]: [
    '0A000',
    /no weights/,
  ],
  [`select corr(a, m) from (select industry, sum(arpa) as a, sum(mrr) as m from ${revenue} group by 1) as t`]:
    ['0A000', /no weights/],
  // one reading of a mean, next to other statistics, too
  [`select avg(arpa), max(arpa) from (select month, arpa from ${revenue}) as t`]: several,
  [`select avg(arpa), avg(mrr) from (select month, arpa, mrr from ${revenue}) as t`]: several,
  [`select avg(arpa) from (select distinct month, arpa from ${revenue}) as t`]: several,
  // medians, windows, and conditions on another table
  [`select month, percentile_cont(0.5) within group (order by s) from (${accounts}) as t group by 1`]: filled,
  [`select percentile_cont(0.5) within group (order by x) from (select month, max(m) as x from (${balances}) as t group by 1) as u`]:
    ['0A000', /of statistics/],
  [`select month, account, sum(mrr), count(*) over (partition by month) from ${revenue} group by 1, 2`]:
    filled,
  [`select count(*) from (${accounts}) as a join (${months}) as b using (month) where b.m > 0`]: filled,
  [`select jsonb_array_length(json_arrayagg(account)::jsonb) from (${accounts}) as t`]: [
    '0A000',
    /JSON_ARRAYAGG/,
  ],
  // totals next to their parts, and periods that a condition mixes
  [`select sum(v) from (select industry, sum(v) as v from (${flows}) as t group by rollup (industry)) as u`]:
    several,
  [`select sum(m) from (select industry, sum(mrr) filter (where (industry = 'finance' and month = '2025-01-01') or (industry = 'health' and month = '2025-02-01')) as m from ${revenue} group by 1) as t`]:
    several,
  [`select plumbline_metrics.at_one_time(m, date '2025-01-01') from (${months}) as t`]: [
    '0A000',
    /in place of sums/,
  ],
  [`select sum(greatest(v, 0)) from (${flows}) as t`]: several,
  [`select sum(d) from (select v - lag(v) over (order by industry) as d from (${flows}) as t) as u`]: several,
  // cohorts at several ages, and immature ones
  [`select sum(user_cohort_size) from ${retention}`]: ['0A000', /several periods/],
  [`select age, sum(retained_users_by_age) from ${retention} group by 1`]: several,
  [`select age, avg(r) from (select cohort, age, sum(user_retention_rate) as r from ${retention} group by 1, 2) as t group by 1`]:
    several,
}

/** Statements without a correct answer, and the SQLSTATE and message of their error. */
export const rejections: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  ...unproven,
  ...inside,
  ...absences,
  [`select count(*) from ${revenue}`]: ['0A000', /no facts/],
  [`select month, count(distinct account) from ${revenue} group by month`]: ['0A000', /no facts/],
  [`with m as (select month, account from ${revenue}) select month, count(distinct account) from m group by 1`]:
    ['0A000', /no facts/],
  [`select count(distinct account) from (select month, account from ${revenue}) as m`]: ['0A000', /no facts/],
  [`select month, account from ${revenue}`]: ['0A000', /no list of facts/],
  [`select month, sum(mrr) from ${revenue} group by 1 having count(*) > 5`]: ['0A000', /no facts/],
  [`select max(mrr) from ${revenue}`]: ['0A000', /no meaning/],
  [`select avg(mrr) from ${revenue}`]: ['0A000', /over which rows/],
  [`select extract(month from month), sum(mrr) from ${revenue} group by 1`]: ['0A000', /several periods/],
  [`select sum(case when month = '2025-01-01' then mrr when month = '2025-02-01' then mrr end) from ${revenue}`]:
    ['0A000', /several periods/],
  [`select sum(r.mrr) from ${revenue} as r cross join generate_series(1, 2)`]: ['0A000', /several values/],
  [`select case when industry = 'finance' then 1 end, sum(net_revenue_retention) from plumbline_metrics.revenue_retention group by 1`]:
    ['0A000', /several values/],
  [`select sum(mrr) from ${revenue} where industry = 'finance' or origin_motion = plan`]: [
    '0A000',
    /together/,
  ],
  [`select date_trunc('week', day), sum(active_users) from plumbline_metrics.engagement where extract(day from day) in (3, 20) group by 1`]:
    ['0A000', /cut a week/],
  [`select is_partial, sum(mrr) from ${revenue} group by 1`]: ['0A000', /none is selected/],
  [`select month, sum(new_active_users) from plumbline_metrics.engagement where day >= '2025-03-10' group by 1`]:
    ['0A000', /whole previous one/],
  [`select month, sum(mrr) from ${revenue} group by rollup (month)`]: ['0A000', /ROLLUP|levels/],
  [`select sum(mrr) from (select month, mrr from ${revenue} limit 1000) as t`]: ['0A000', /first rows/],
  [`with m as (select distinct month, mrr from ${revenue}) select sum(mrr) from m`]: [
    '0A000',
    /several periods/,
  ],
  [`select sum(mrr) from (select * from (select month, mrr from ${revenue} limit 9) as t) as u`]: [
    '0A000',
    /first rows/,
  ],
  [`select sum(mrr) from (select month, mrr from ${revenue} union all select month, mrr from ${revenue}) as t`]:
    ['0A000', /several values/],
  [`with t as (select account, month, sum(signups) as s from plumbline_metrics.signups group by 1, 2) select month, count(distinct account) from t group by 1`]:
    ['0A000', /count of groups/],
  [`select count(*) from (select account, month, sum(signups) as s from plumbline_metrics.signups group by 1, 2) as t`]:
    ['0A000', /count of groups/],
  [`select month, count(account) from (select account, month, sum(mrr) as m from ${revenue} where month in ('2025-02-01', '2024-03-01') group by 1, 2) as t group by 1`]:
    ['0A000', /count of groups/],
  [`select count(account) from (select account, sum(signups) as s from plumbline_metrics.signups where month in ('2025-12-01', '2025-10-01') group by 1) as t`]:
    ['0A000', /count of groups/],
  [`select month, count(*) over (partition by month) from (select account, month, sum(signups) as s from plumbline_metrics.signups group by 1, 2) as t`]:
    ['0A000', /count of groups/],
  [`select sum(m) from (select month, account, sum(mrr) as m from ${revenue} group by 1, 2) as t`]: [
    '0A000',
    /several periods/,
  ],
  [`select industry, sum(mrr) from (select month, industry, sum(mrr) as mrr from ${revenue} group by month, industry) as virtual_table group by industry`]:
    ['0A000', /several periods/],
  [`select sum(m) from (select sum(mrr) as m from ${revenue} group by month) as t`]: [
    '0A000',
    /several values/,
  ],
  [`with a as (select month, sum(signups) as s from plumbline_metrics.signups group by 1), b as (select month, industry, sum(mrr) as m from ${revenue} group by 1, 2), j as (select b.month, a.s from b left join a using (month)) select month, sum(s) from j group by 1`]:
    ['0A000', /several values/],
  [`select quarter, sum(v) from (select quarter, month, sum(mrr) as v from ${revenue} group by 1, 2) as z group by 1`]:
    ['0A000', /several periods/],
  [`select month, sum(sum(mrr)) over (order by month) from ${revenue} group by month`]: [
    '0A000',
    /balances of several periods/,
  ],
  [`with t (a, b) as (select month, sum(mrr) from ${revenue} group by 1) select sum(b) from t`]: [
    '0A000',
    /several periods/,
  ],
  [`select sum((t).m) from (select month, sum(mrr) as m from ${revenue} group by 1) as t`]: [
    '0A000',
    /several values/,
  ],
  [`select sum(v.y) from (select month, sum(mrr) as m from ${revenue} group by 1) as t cross join lateral (values (t.m)) as v (y)`]:
    ['0A000', /several values/],
  [`select sum(distinct n) from (select industry, sum(new_mrr) as n from ${revenue} group by 1) as t`]: [
    '0A000',
    /distinct/,
  ],
  [`select sum(m) from (select * from (select month, sum(mrr) as m from ${revenue} group by 1) as t order by m limit 5) as u`]:
    ['0A000', /several periods/],
  [`select sum(a) from (select industry, sum(arpa) as a from ${revenue} group by 1) as t`]: [
    '0A000',
    /several values/,
  ],
  [`select sum(m) over () from (select month, sum(mrr) as m from ${revenue} group by 1) as t`]: [
    '0A000',
    /several periods/,
  ],
  [`select month, sum(sum(arpa)) over (partition by month) from ${revenue} group by month, industry`]: [
    '0A000',
    /does not add up/,
  ],
  [`with a as (select industry, sum(new_mrr) as n from ${revenue} group by 1) select sum(n) from a, generate_series(1, 3)`]:
    ['0A000', /repeats rows/],
  [`select sum(t.m) from (select industry, sum(mrr) as m from ${revenue} group by 1) as t join (values (1), (2)) as v (x) on true`]:
    ['0A000', /repeats rows/],
  [`select sum(m) from (select month, sum(mrr) as m from ${revenue} group by 1 union all select month, sum(mrr) from ${revenue} group by 1) as t`]:
    ['0A000', /several values/],
  [`select industry, sum(case when mrr > 0 then 1 else 0 end) from ${revenue} group by 1`]: [
    '0A000',
    /condition on mrr inside/,
  ],
  [`select sum((mrr > 0)::int) from ${revenue}`]: ['0A000', /condition on mrr inside/],
  [`select sum(least(mrr, 100)) from ${revenue}`]: ['0A000', /condition on mrr inside/],
  [`select sum(x) from (select account, least(mrr, 100) as x from ${revenue}) as t`]: [
    '0A000',
    /condition on mrr inside/,
  ],
  [`select sum(mrr) filter (where mrr > 100) from ${revenue}`]: ['0A000', /condition on mrr inside/],
  [`select case when mrr > 1000 then 'big' end, sum(mrr) from ${revenue} group by 1`]: [
    '0A000',
    /Groups by a value of mrr/,
  ],
  [`select exists (select 1 from ${revenue} where industry = 'none')`]: ['0A000', /without a column/],
  [`select sum(mrr) from ${revenue} as r where not exists (select from plumbline_metrics.signups where industry = 'none')`]:
    ['0A000', /without a column/],
  [Array.from({ length: 101 }, () => `select sum(mrr) from ${revenue}`).join(' union all ')]: [
    '54001',
    /at most 100 tables/,
  ],
  [`select set_config('plumbline.as_off', '2025-01-01', false)`]: ['42704', /as_off is no setting/],
  [`select * from ${revenue}`]: ['54000', /combination/],
  [`select * from ${revenue} limit 20000`]: ['54000', /combination/],
  [`select sum(mrr) from (select * from ${revenue} limit 100) as t`]: ['0A000', /first rows/],
  [`select * from plumbline_metrics.activation limit 10`]: ['42501', /personal data/],
  [`set plumbline.as_off = '2025-01-01'`]: ['42704', /no setting/],
  // values are checked at SET, not at the next query
  [`set plumbline.week_start = noon`]: ['22023', /one of monday/],
  [`set plumbline.time_zone = 'Mars/X'`]: ['22023', /not an IANA time zone/],
  [`set plumbline.as_of to 'yesterday'`]: ['22007', /neither a date/],
  [`set local plumbline.partial = 'whole'`]: ['22023', /one of keep, drop, reject/],
  [`set plumbline.cohort_grain = 'eon'`]: ['22023', /one of hour/],
  [`set plumbline.activation_window_hours = -1`]: ['22023', /a number from 0/],
  [`select set_config('plumbline.partial', 'none', false)`]: ['22023', /one of keep/],
  // what a statement says in its own words
  [`select sum(mrr::money) from ${revenue}`]: ['0A000', /as money/],
  [`select sum(m::money) from (${months}) as t`]: ['0A000', /as money/],
  [`select month, sum(m::int * 2) from (${months}) as t group by 1`]: ['0A000', /as int4/],
  [`select sum(x) from json_table((select json_agg(m) from (${months}) as t), '$[*]' columns (x numeric path '$')) as j`]:
    ['0A000', /JSON_TABLE/],
  [`select r.industry, r.mrr from ${revenue} as r where exists (select 1 from ${signups} as s where s.month = r.month and s.signups > 3)`]:
    ['0A000', /reads r\.month, by which/],
  [`select user_email, signups from ${signups}`]: ['42501', /user_email, which is personal data/],
  [`prepare p as select sum(mrr) from ${revenue}`]: ['0A000', /SELECT, cursors/],
  [`create temp table t as select sum(mrr) from ${revenue}`]: ['0A000', /SELECT, cursors/],
  [`set plumbline.as_of = '2025-01-01'; select sum(mrr) from ${revenue}`]: ['0A000', /one text/],
  [`select nonsense from ${revenue}`]: ['42703', /nonsense/],
  [`select row_to_json(r) from ${revenue} as r`]: ['0A000', /no fixed columns/],
  [`select (r).mrr from ${revenue} as r`]: ['0A000', /no fixed columns/],
  [`select month, sum(mrr) over () from ${revenue}`]: ['0A000', /several periods/],
  [`select month, sum(arpa) over (order by month) from ${revenue}`]: ['0A000', /several values/],
  [`select sum(mrr) from ${revenue} where extract(month from month) in (3, 4)`]: ['0A000', /gaps/],
}
