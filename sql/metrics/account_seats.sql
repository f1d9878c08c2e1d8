/*---
view: metrics.account_seats
description: >
  The seats that accounts use at the end of each month, compared with their headcounts. The current month is
  evaluated as of `as_of`. Headcounts are today's in all months.
owner: growth-data
grain: one row per account and month at the end of which it has members
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_segments: "account_key, month"
  facts.account_months: "account_key, month"
  facts.account_origins: account_key
requires: [product_events, accounts]
assumes:
  memberships: No memberships were provided, so the users of an account count as its members.
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
metrics:
  account_members:
    kind: balance
    expression: members
    unaffected_by: &activity [active_event, active_seat_window_days, core_action, passive_events]
    unit: count
    description: >
      Members of the workspaces of accounts at the end of the period, once in each account.
  active_seats:
    kind: balance
    expression: active_seats
    unit: count
    description: >
      Members who were active in their account in the {{active_seat_window_days}} up to the end of the
      period.
  employees:
    kind: balance
    expression: employees
    unaffected_by: *activity
    unit: count
    description: Employees of the accounts that have members and a known headcount.
  employee_seats:
    kind: balance
    expression: least(active_seats, employees)
    where: employees is not null
    unit: count
    description: >
      Active seats of accounts with a known headcount; of each account at most as many as it has employees.
  seat_penetration:
    kind: ratio
    numerator: employee_seats
    denominator: employees
    unit: ratio
    description: >
      The share of the employees who have an active seat; it cannot exceed 1. Accounts without a headcount
      are left out. Null when no account has one.
  employee_seats_uncapped:
    kind: balance
    expression: active_seats
    where: employees is not null
    unit: count
    description: Active seats of accounts with a known headcount, also above the headcount.
  seat_penetration_uncapped:
    kind: ratio
    numerator: employee_seats_uncapped
    denominator: employees
    unit: ratio
    description: >
      Active seats per employee; more than 1 where contractors or second mail addresses have seats. Null when
      no account has a headcount.
  role_headcount:
    kind: balance
    expression: role_headcount
    unaffected_by: *activity
    unit: count
    description: >
      People in the relevant role, such as designers, at the accounts that have members and a known number of
      them.
  role_seats:
    kind: balance
    expression: least(active_seats, role_headcount)
    where: role_headcount is not null
    unit: count
    description: >
      Active seats of accounts with a known headcount of the role; of each account at most that headcount.
  role_penetration:
    kind: ratio
    numerator: role_seats
    denominator: role_headcount
    unit: ratio
    description: >
      Active seats as a share of the people in the relevant role; it cannot exceed 1. Accounts without that
      headcount are left out. Null when no account has one.
  role_seats_uncapped:
    kind: balance
    expression: active_seats
    where: role_headcount is not null
    unit: count
    description: Active seats of accounts with a known headcount of the role, also above it.
  role_penetration_uncapped:
    kind: ratio
    numerator: role_seats_uncapped
    denominator: role_headcount
    unit: ratio
    description: >
      Active seats for each person in the relevant role; more than 1 where others use the product too. Null
      when no account has that headcount.
---*/

with

account_seats as not materialized (

    select * from facts.account_seats

),

final as (

    select
        account_key,
        month,
        members,
        active_seats,
        employees,
        role_headcount

    from account_seats

)

select * from final
