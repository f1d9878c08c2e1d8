const revenue = 'plumbline_metrics.revenue'
const signups = 'plumbline_metrics.signups'
const retention = 'plumbline_metrics.user_retention'
const byIndustry = `select industry, sum(new_mrr) as v from ${revenue} group by 1`
const balances = `select month, industry, sum(mrr) as m from ${revenue} group by 1, 2`
const accounts = `select month, account, sum(signups) as s from ${signups} group by 1, 2`
const cells = `select cohort, age, sum(retained_users_by_age) as r, sum(user_cohort_size) as n from ${retention}`
const active = `select count(*) from (select account from (${accounts}) as t where s > 0) as u`
const january = `select account, sum(mrr) as m from ${revenue} where month = '2025-01-01' group by 1`
const december = january.replace('2025-01', '2025-12')
const come = `select account from (select account, sum(mrr) filter (where month = '2025-01-01') as a, sum(mrr) filter (where month = '2025-12-01') as b from ${revenue} group by 1) as t where b > 0 and coalesce(a, 0) = 0`

/** Statements of BI tools around groups of metrics, and plainer ones with the same rows. */
export const equals: Readonly<Record<string, string>> = {
  // what is proportional to a flow adds up, and what a tool writes around it
  [`select sum(v * 2), sum(-v), sum(coalesce(v, 0)), sum(case when v > 0 then v else 0 end) from (${byIndustry}) as t`]: `select sum(new_mrr) * 2, -sum(new_mrr), sum(new_mrr), sum(new_mrr) from ${revenue}`,
  [`select sum(v) from (select industry, v from (${byIndustry}) as t group by industry, v) as u`]: `select sum(new_mrr) from ${revenue}`,
  [`select (select sum(mrr) from ${revenue}), (select sum(new_mrr) from ${revenue})`]: `select sum(mrr), sum(new_mrr) from ${revenue}`,
  // Tableau: rows of custom SQL, with its condition on rows
  [`select t.industry, sum(t.m) from (${balances}) as t where t.month = '2025-12-01' group by 1 having (count(1) > 0)`]: `select industry, sum(mrr) from ${revenue} where month = '2025-12-01' group by 1`,
  // arithmetic in other types
  [`select month, sum(m * 2::float8), sum(round(m::numeric, 6)) from (${balances}) as t group by 1`]: `select month, sum(mrr) * 2, sum(mrr) from ${revenue} group by 1`,
  [`select month, sum(mrr::float / 2) from ${revenue} group by 1`]: `select month, sum(mrr) / 2 from ${revenue} group by 1`,
  // the share of each value in one period
  [`select industry, mrr / sum(mrr) over () from ${revenue} where month = '2025-12-01'`]: `select industry, m / (select sum(mrr) from ${revenue} where month = '2025-12-01') from (${balances}) as t where month = '2025-12-01'`,
  // the groups with the largest value of a period, by a join
  [`select a.month, sum(a.m) from (${balances}) as a join (select month, max(m) as largest from (${balances}) as t group by 1) as b on a.month = b.month and a.m = b.largest where a.month >= '2025-02-01' group by 1`]: `select month, max(m) from (${balances}) as t where month >= '2025-02-01' group by 1`,
  // a balance of one period, through three levels
  [`select sum(m) from (select industry, sum(m) as m from (${balances}) as t where month = '2025-12-01' group by 1) as u`]: `select sum(mrr) from ${revenue} where month = '2025-12-01'`,
  // periods as texts and as parts
  [`select ym, sum(m) from (select to_char(month, 'YYYY-MM') as ym, industry, sum(mrr) as m from ${revenue} group by 1, 2) as t group by 1`]: `select to_char(month, 'YYYY-MM'), sum(mrr) from ${revenue} group by month`,
  [`select y, q, sum(m) from (select extract(year from month) as y, extract(quarter from month) as q, industry, sum(mrr) as m from ${revenue} group by 1, 2, 3) as t group by 1, 2`]: `select extract(year from quarter), extract(quarter from quarter), sum(mrr) from ${revenue} group by quarter`,
  // two periods next to each other
  [`select industry, sum(case when month = '2025-11-01' then mrr end), sum(case when month = '2025-12-01' then mrr else 0 end) from ${revenue} group by 1`]: `with n as (select industry, mrr from ${revenue} where month = '2025-11-01'), d as (select industry, mrr from ${revenue} where month = '2025-12-01') select d.industry, n.mrr, d.mrr from d left join n on n.industry is not distinct from d.industry`,
  [`select sum(case month when '2025-11-01' then arpa end), sum(case when month = '2025-12-01' then arpa end) from ${revenue}`]: `select (select sum(arpa) from ${revenue} where month = '2025-11-01'), (select sum(arpa) from ${revenue} where month = '2025-12-01')`,
  [`select sum(case when month = '2025-11-01' then m else 0 end) from (${balances}) as t`]: `select sum(mrr) from ${revenue} where month = '2025-11-01'`,
  [`select sum(case when industry = 'finance' then arpa end) from ${revenue}`]: `select sum(arpa) from ${revenue} where industry = 'finance'`,
  // data sets that do not group
  [`select month, sum(mrr) from (select distinct month, industry, mrr from ${revenue}) as virtual_table group by 1`]: `select month, sum(mrr) from ${revenue} group by 1`,
  [`select month, sum(mrr) from (select month, industry, mrr from ${revenue} order by month limit 10000) as virtual_table group by 1`]: `select month, sum(mrr) from ${revenue} group by 1`,
  [`select avg(mrr), max(mrr) from (select month, mrr from ${revenue}) as virtual_table`]: `select avg(m), max(m) from (select month, sum(mrr) as m from ${revenue} group by 1) as t`,
  [`select month, avg(arpa), max(arpa) from (select month, arpa from ${revenue}) as virtual_table group by 1`]: `select month, sum(arpa), sum(arpa) from ${revenue} group by 1`,
  [`select percentile_cont(0.5) within group (order by arpa) from (select month, arpa from ${revenue}) as t`]: `select percentile_cont(0.5) within group (order by a) from (select month, sum(arpa) as a from ${revenue} group by 1) as t`,
  // joins in which each row finds one
  [`with a as (select month, sum(new_mrr) as m from ${revenue} group by 1), b as (select month, sum(signups) as s from ${signups} group by 1), j as (select a.month, a.m, b.s from a join b using (month)) select sum(m), sum(s) from j`]: `select (select sum(new_mrr) from ${revenue}), (select sum(signups) from ${signups} where month >= (select min(month) from ${revenue}))`,
  // groups in which something happened
  [`select count(*) from (${accounts}) as t where not (s = 0)`]: active,
  [`select count(case when s > 0 then 1 end), sum(case when s > 0 then 1 else 0 end), count(nullif(s, 0)), count(*) filter (where s between 1 and 999) from (${accounts}) as t`]: `select n, n, n, n from (${active}) as t (n)`,
  [`select avg(total), count(*) from (select month, sum(m) as total from (${balances}) as t group by 1) as u`]: `select avg(m), count(*) from (select month, sum(mrr) as m from ${revenue} group by 1) as t`,
  // the periods of one group are values, also those of 0
  [`select industry, avg(m) from (select month, industry, sum(mrr) as m from ${revenue} where month >= '2025-01-01' group by 1, 2) as t where industry = 'finance' group by 1`]: `select 'finance', avg(m) from (select month, sum(mrr) as m from ${revenue} where industry = 'finance' and month >= '2025-01-01' group by 1) as t`,
  [`select sum(nov) from (select industry, sum(mrr) filter (where month = '2025-11-01') as nov from ${revenue} group by 1) as t`]: `select sum(mrr) from ${revenue} where month = '2025-11-01'`,
  // conditions with selects, also of rates
  [`select month, sum(arpa) from ${revenue} where industry in (select industry from ${revenue} group by 1 order by 1 limit 2) group by 1`]: `select month, sum(arpa) from ${revenue} where industry in ('education', 'finance') group by 1`,
  [`with top as (select industry from ${revenue} where industry < 'h' group by 1) select sum(arpa) from ${revenue} where industry in (select industry from top)`]: `select sum(arpa) from ${revenue} where industry < 'h'`,
  [`select sum(mrr) from ${revenue} as r where exists (select 1 from ${signups} as s where s.industry = r.industry and s.signups > 0 and s.industry < 'h')`]: `select sum(mrr) from ${revenue} where industry < 'h'`,
  // nested selects over values of the rows around them
  [`select (select max(x) from (values (m), (m / 2)) as v (x)) from (${balances}) as t`]: `select m from (${balances}) as t`,
  [`select l.x from (${balances}) as t, lateral (select sum(y) as x from (select t.m as y) as one) as l`]: `select m from (${balances}) as t`,
  [`with t as (select month, sum(new_mrr) as v from ${revenue} group by 1) select month, (select sum(u.v) from t as u where u.month <= t.month) from t`]: `select month, sum(sum(new_mrr)) over (order by month) from ${revenue} group by 1`,
  // who has come since, in four forms: groups in which something happened, or a condition on the value
  [`select b.account from (${december} having sum(mrr) > 0) as b left join (${january} having sum(mrr) > 0) as a using (account) where a.account is null`]:
    come,
  [`select b.account from (${december}) as b left join (${january}) as a on a.account = b.account and a.m > 0 where a.account is null and b.m > 0`]:
    come,
  [`select account from (${december}) as b where m > 0 except select account from (${january}) as a where m > 0`]:
    come,
  [`select b.account from (${december}) as b left join (${january}) as a using (account) where coalesce(a.m, 0) = 0 and b.m > 0`]:
    come,
  // cohorts: bounds, and pools at one age
  [`select cohort, age, user_retention_rate from ${retention} where cohort between '2025-01-01' and '2025-02-28' and age between 1 and 2`]: `select cohort, age, user_retention_rate from ${retention} where cohort >= '2025-01-01' and cohort <= '2025-02-28' and age in (1, 2)`,
  [`select cohort, user_retention_rate from ${retention} where age = 1`]: `select cohort, sum(user_retention_rate) from ${retention} where age = 1 group by cohort, age`,
  [`select cohort, age, user_retention_rate from ${retention} where date_trunc('month', cohort) = '2025-03-01' and age = 0`]: `select cohort, age, user_retention_rate from ${retention} where cohort >= '2025-03-01' and cohort < '2025-04-01' and age = 0`,
  [`select age, sum(retained_users_by_age), sum(user_cohort_size) from ${retention} where not is_partial group by 1`]: `select age, sum(r), sum(n) from (${cells} where not is_partial group by 1, 2) as t group by 1`,
}
