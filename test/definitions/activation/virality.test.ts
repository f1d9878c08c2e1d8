import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-01'

const signedUp = (user_id: string, created_at: string, more: Row = {}): Row => ({
  user_id,
  created_at,
  email: `${user_id}@acme.example`,
  ...more,
})

let number = 0
const invited = (
  inviter_user_id: string,
  invitee_key: string,
  sent_at: string,
  accepted: readonly [user: string, at: string] | null = null,
  more: Row = {},
): Row => {
  number += 1
  return {
    invitation_id: `i${String(number)}`,
    inviter_user_id,
    invitee_key,
    sent_at,
    accepted_user_id: accepted?.[0] ?? null,
    accepted_at: accepted?.[1] ?? null,
    ...more,
  }
}

onBothEngines((test) => {
  test('K is invitations per user times the share that led to a new user', async ({ given }) => {
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }, { account_id: 'globex' }],
      account_domains: [
        { domain: 'acme.example', account_id: 'acme', valid_from: '2020-01-01' },
        { domain: 'globex.example', account_id: 'globex', valid_from: '2020-01-01' },
      ],
      users: [
        signedUp('ada', '2025-01-01'),
        signedUp('bob', '2025-01-02'),
        // users invited by ada, one of the same company and one of another
        signedUp('cy', '2025-02-11'),
        signedUp('dee', '2025-02-21', { email: 'dee@globex.example' }),
      ],
      invitations: [
        invited('ada', 'cy', '2025-01-20', ['cy', '2025-02-11']),
        invited('ada', 'dee', '2025-01-25', ['dee', '2025-02-21']),
        invited('ada', 'eve', '2025-01-25'),
        invited('bob', 'fay', '2025-01-05'),
      ],
    })
    const cohort = { grain: 'month' as const, from: '2025-01-01', to: '2025-01-31', asOf }
    expect(
      await ask({
        metrics: [
          'inviting_cohort',
          'invitations_per_user',
          'cohort_acceptance_rate',
          'k_factor',
          'k_factor_within_account',
          'k_factor_across_accounts',
          'invited_signups_within_account',
          'invited_signups_across_accounts',
          'viral_cycle_days_p50',
        ],
        ...cohort,
      }),
    ).toEqual([
      {
        period: '2025-01-01',
        inviting_cohort: 2,
        invitations_per_user: 2,
        cohort_acceptance_rate: 0.5,
        k_factor: 1,
        k_factor_within_account: 0.5,
        k_factor_across_accounts: 0.5,
        invited_signups_within_account: 1,
        invited_signups_across_accounts: 1,
        // 41 and 51 days
        viral_cycle_days_p50: 46,
      },
    ])
    expect(await ask({ metrics: ['invitations_sent'], by: ['invitation_reach'], asOf })).toEqual([
      { invitation_reach: 'within', invitations_sent: 1 },
      { invitation_reach: 'across', invitations_sent: 1 },
      { invitation_reach: 'unknown', invitations_sent: 2 },
    ])
  })

  test('repeated, revoked and self-invitations, and invitations of existing users, bring no new users', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [signedUp('ada', '2025-01-01'), signedUp('old', '2024-01-01'), signedUp('cy', '2025-01-10')],
      invitations: [
        invited('ada', 'cy', '2025-01-02'),
        invited('ada', 'CY', '2025-01-09', ['cy', '2025-01-10']),
        invited('ada', 'ada@acme.example', '2025-01-03'),
        invited('ada', 'gone', '2025-01-03', null, { revoked_at: '2025-01-04' }),
        invited('ada', 'old', '2025-01-03', ['old', '2025-01-04']),
      ],
    })
    expect(
      await ask({
        metrics: ['invitations_sent', 'accepted_invitations', 'invitation_acceptance_rate'],
        asOf,
      }),
    ).toEqual([{ invitations_sent: 2, accepted_invitations: 1, invitation_acceptance_rate: 0.5 }])
  })

  test('a user invited by several users is attributed to the first of them', async ({ given }) => {
    const { ask } = await given({
      users: [signedUp('ada', '2025-01-01'), signedUp('bob', '2025-01-01'), signedUp('cy', '2025-01-10')],
      invitations: [
        invited('bob', 'cy', '2025-01-03', ['cy', '2025-01-10']),
        invited('ada', 'cy', '2025-01-02', ['cy', '2025-01-10']),
      ],
    })
    expect(await ask({ metrics: ['k_factor', 'invited_signups'], parts: true, asOf })).toEqual([
      {
        k_factor: 0.333333333333,
        'k_factor.numerator': 1,
        'k_factor.denominator': 3,
        invited_signups: 1,
      },
    ])
  })

  test('a cohort is complete 60 days after sign-up, when its invitations have expired', async ({ given }) => {
    const { ask } = await given({
      users: [signedUp('ada', '2025-01-01'), signedUp('cy', '2025-01-03')],
      invitations: [
        invited('ada', 'cy', '2025-01-02', ['cy', '2025-01-03']),
        // after the 30 days in which an invitation counts for the cycle
        invited('ada', 'late', '2025-02-01'),
      ],
    })
    const known = async (at: string) =>
      (await ask({ metrics: ['inviting_cohort', 'invitations_of_cohort', 'invited_signups'], asOf: at }))[0]
    expect(await known('2025-03-01T23:59:59Z')).toEqual({
      inviting_cohort: 0,
      invitations_of_cohort: 0,
      invited_signups: 0,
    })
    expect(await known('2025-03-02')).toEqual({
      inviting_cohort: 1,
      invitations_of_cohort: 1,
      invited_signups: 1,
    })
  })

  test('with invitation_counts_as activated only activated users count, and a cohort waits for their activation window', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [signedUp('ada', '2025-01-01'), signedUp('cy', '2025-01-03'), signedUp('dee', '2025-01-03')],
      invitations: [
        invited('ada', 'cy', '2025-01-02', ['cy', '2025-01-03']),
        invited('ada', 'dee', '2025-01-02', ['dee', '2025-01-03']),
      ],
      product_events: [{ user_id: 'cy', occurred_at: '2025-01-04' }],
    })
    const cohort = (options: Row, at = asOf) =>
      ask({ metrics: ['inviting_cohort', 'invited_signups'], to: '2025-01-01', asOf: at, options })
    expect(await cohort({})).toEqual([{ inviting_cohort: 1, invited_signups: 2 }])
    expect(await cohort({ invitation_counts_as: 'activated' })).toEqual([
      { inviting_cohort: 1, invited_signups: 1 },
    ])
    // 30 days to invite, 30 to accept and 7 to activate after the first of January
    expect(await cohort({ invitation_counts_as: 'activated' }, '2025-03-08')).toMatchObject([
      { inviting_cohort: 0 },
    ])
    expect(await cohort({ invitation_counts_as: 'activated' }, '2025-03-09')).toMatchObject([
      { inviting_cohort: 1 },
    ])
  })
})
