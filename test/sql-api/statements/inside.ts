const revenue = 'plumbline_metrics.revenue'
const months = `select month, sum(mrr) as m, sum(arpa) as a from ${revenue} group by 1`
const lists = `select array_agg(m) as ms, json_agg(m) as js from (${months}) as t`
const several = ['0A000', /several values/] as const
const around = ['0A000', /nested select aggregates/] as const
const ofRelation = ['0A000', /nested select reads/] as const

/** Aggregates in nested selects over values of the selects around them, in every form that hands values on. */
export const inside: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  [`select (select sum(x) from unnest(ms) as x) from (${lists}) as t`]: several,
  [`select (select sum(x::numeric) from json_array_elements_text(t.js) as x) from (${lists}) as t`]: several,
  [`select (select sum(x) from (values (m), (a)) as v (x)) from (${months}) as t`]: several,
  [`select (select sum(x) from (select t.m as x union all select t.a) as v) from (${months}) as t`]: several,
  [`select (select sum(m) from (select m from generate_series(1, 3)) as v) from (${months}) as t`]: several,
  [`select (with v as (select m as x from generate_series(1, 3)) select sum(x) from v) from (${months}) as t`]:
    several,
  [`select l.s from (${lists}) as t, lateral (select sum(x) as s from unnest(t.ms) as x) as l`]: several,
  [`select l.s from (${months}) as t cross join lateral (select sum(x) as s from (values (t.m), (t.m)) as v (x)) as l`]:
    several,
  [`select l.s from (${months}) as t cross join lateral (select sum(x) over () as s from (values (m), (m)) as v (x)) as l`]:
    several,
  [`select (select (select sum(x) from (values (t.m), (u.n)) as v (x)) from (select 1 as n) as u) from (${months}) as t`]:
    several,
  [`select (select sum(b.m + t.m) from (${months}) as b) from (${months}) as t`]: several,
  [`select sum((select t.m)) from (${months}) as t`]: several,
  [`select month from (${months}) as t where 100 < (select sum(x) from (values (m), (m)) as v (x))`]: several,
  // they would be aggregates of the select around
  [`select (select sum(m)) from (${months}) as t`]: around,
  [`select (select sum(m) from generate_series(1, 3)) from (${months}) as t`]: around,
  [`select (select max(x) from unnest(array[sum(m)]) as x) from (${months}) as t`]: around,
  [`select (select sum(x) from unnest(array_agg(m)) as x) from (${months}) as t`]: around,
  // the values of a relation are known only when the whole select is
  [`select month, (select max(x) from (values (mrr), (arpa)) as v (x)) from ${revenue}`]: ofRelation,
  [`select case when industry = 'finance' then 1 end, (select max(x) from unnest(array[sum(arpa)]) as x) from ${revenue} group by 1`]:
    ofRelation,
}

const november = `select account, sum(mrr) as m from ${revenue} where month = '2025-11-01' group by 1`
const december = november.replace('2025-11', '2025-12')
const noGroup = ['0A000', /finds no group/] as const
const emptyGroups = ['0A000', /nothing happened/] as const

/** Joins and set operations that ask whether a group is there: those in which nothing happened are there, too. */
export const absences: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  [`select a.account from (${november}) as a left join (${december}) as b using (account) where b.account is null and a.m > 0`]:
    noGroup,
  [`select a.account, case when b.m is null then 'churned' end from (${november}) as a left join (${december}) as b on a.account = b.account`]:
    noGroup,
  [`select sum(n) from (select a.m as n, b.account as later from (${november}) as a left join (${december}) as b using (account)) as t where later is null`]:
    noGroup,
  [`select b.account from (${november}) as a full join (${december}) as b using (account) where a.account is null`]:
    noGroup,
  [`select r.account, r.mrr from ${revenue} as r left join plumbline_metrics.signups as s on s.account = r.account where s.account is null`]:
    noGroup,
  [`select sum(a.m) from (${november}) as a join (${december}) as b using (account)`]: emptyGroups,
  [`select sum(a.m) from (${november}) as a, (${december}) as b where a.account = b.account`]: emptyGroups,
  [`select sum(r.mrr) from ${revenue} as r join plumbline_metrics.signups as s on s.account = r.account`]:
    emptyGroups,
  [`select account from (${november}) as a where m > 0 except select account from (${december}) as b`]:
    emptyGroups,
  [`select account from (${november}) as a where m > 0 intersect select account from (${december}) as b`]:
    emptyGroups,
}
