-- Who registered and which workspaces were made in 2025, by the country of the company that they belong to; our
-- own people and their workspaces left out.
-- People belong to where they work now as far as we were told, else to the company that claims the domain of their
-- mail, or what that is a part of; whoever uses private mail to the company of the first workspace that has one.
with people as (
  select distinct on (coalesce(lower(email), user_id))
    user_id,
    coalesce(lower(email), user_id) as email,
    coalesce(email_domain, split_part(lower(email), '@', 2)) as domain,
    created_at
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
),
claimed as (
  select people.user_id, people.email, people.domain, people.created_at, claim.account_id
  from people
  left join source.account_domains as claim
    on '.' || people.domain like '%.' || claim.domain and claim.valid_to is null
),
members as (
  select distinct membership.workspace_id, claimed.user_id, claimed.account_id, claimed.domain, membership.valid_from
  from source.memberships as membership
  inner join source.users as registered using (user_id)
  inner join claimed on claimed.email = coalesce(lower(registered.email), registered.user_id)
),
-- told, or who pays for it, or of the domain of its own, or of the company of most of its members' mail, or its maker's
workspaces as (
  select
    workspace.created_at,
    workspace.workspace_id,
    coalesce(
      workspace.account_id,
      (
        select min(customer.account_id)
        from source.billing_customers as customer
        where customer.workspace_id = workspace.workspace_id
      ),
      (
        select claim.account_id
        from source.account_domains as claim
        where claim.domain = lower(workspace.domain) and claim.verified and claim.valid_to is null
      ),
      (
        select members.account_id
        from members
        where members.workspace_id = workspace.workspace_id and members.account_id is not null
        group by members.account_id
        having count(distinct members.user_id) >= 2
      ),
      (
        select claimed.account_id
        from source.users as maker
        inner join claimed on claimed.email = coalesce(lower(maker.email), maker.user_id)
        where maker.user_id = workspace.created_by_user_id
      )
    ) as account_id
  from source.workspaces as workspace
  where coalesce(workspace.created_by_user_id, '') not in (
    select user_id from source.users where is_internal or is_bot
  )
),
new as (
  select
    coalesce(
      (
        select stay.account_id
        from source.identity_accounts as stay
        where stay.user_id = claimed.user_id and stay.valid_to is null
      ),
      claimed.account_id,
      (
        select workspaces.account_id
        from members
        inner join workspaces using (workspace_id)
        where members.user_id = claimed.user_id and workspaces.account_id is not null
        order by members.valid_from, members.workspace_id
        limit 1
      )
    ) as account_id,
    1 as people,
    0 as workspaces
  from claimed
  where created_at >= '2025-01-01Z'
    and user_id not in (select user_id from source.users where is_internal or is_bot)
  union all
  select account_id, 0, 1
  from workspaces
  where created_at >= '2025-01-01Z'
)
select
  account.country,
  sum(new.people) as signups,
  sum(new.workspaces) as workspace_signups,
  coalesce(sum(new.people) filter (where account.account_id is not null), 0) as invited
from new
left join source.accounts as account using (account_id)
group by account.country
order by sum(new.people) desc, account.country
