import { accountAttributes, userAttributes } from '../data/attributes.ts'
import { activationsOf } from './activations.ts'
import { day, hour } from '../question/clock.ts'
import { toFact } from './conversions.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { excludedWorkspaces } from '../data/excluded.ts'
import { allUsers, type Person } from '../data/user-accounts.ts'
import { compare, first, grouped } from '../memo.ts'
import { mailOf, stitchingOf } from '../data/stitching.ts'
import type { Settings } from '../question/settings.ts'

interface Invitation {
  readonly inviter: Person
  readonly invitee: string
  readonly sentAt: number
  /** The new user who accepted it in time; null otherwise. */
  readonly newcomer: Person | null
  readonly joinedAt: number | null
  readonly reach: 'within' | 'across' | 'unknown'
}

/**
 * Repeated invitations count once. Self-invitations, invitations revoked before acceptance, and invitations of
 * internal users and bots or into their workspaces do not count.
 */
export function invitationsOf(data: Data, { asOf, options }: Settings): readonly Invitation[] {
  const people = stitchingOf(data)
  const sent = (data.invitations ?? []).flatMap((row) => {
    const inviter = allUsers(data).get(people.ofUserId(row.inviter_user_id) ?? '')
    const accepted = row.accepted_user_id === null ? null : people.ofUserId(row.accepted_user_id)
    const [registration] = people.registrations.get(inviter?.id ?? '') ?? []
    const time = (moment: string | null) => (moment === null ? null : Date.parse(moment))
    const [sentAt, acceptedAt, revokedAt] = [
      Date.parse(row.sent_at),
      time(row.accepted_at),
      time(row.revoked_at),
    ]
    const invitee = row.invitee_key.toLowerCase()
    const isOwn = registration !== undefined && mailOf(registration) === invitee
    const isRevoked =
      revokedAt !== null && revokedAt <= asOf && !(acceptedAt !== null && acceptedAt <= revokedAt)
    if (inviter === undefined || sentAt > asOf || isOwn || accepted === inviter.id || isRevoked) return []
    const isOurs =
      (row.workspace_id !== null && excludedWorkspaces(data).has(row.workspace_id)) ||
      (accepted !== null && people.isExcluded(accepted)) ||
      (data.users ?? []).some(
        (user) => mailOf(user) === invitee && people.isExcluded(people.ofUserId(user.user_id) ?? ''),
      )
    if (isOurs) return []
    const isKnown = acceptedAt !== null && acceptedAt <= asOf
    return [
      {
        inviter,
        invitee,
        sentAt,
        acceptedAt: isKnown ? acceptedAt : null,
        accepted: isKnown ? accepted : null,
      },
    ]
  })
  const once = [...grouped(sent, ({ inviter, invitee }) => `${inviter.id} ${invitee}`).values()].flatMap(
    (again) => {
      const [one] = again
      if (one === undefined) return []
      const acceptances = again.flatMap(({ acceptedAt }) => acceptedAt ?? [])
      return [
        {
          ...one,
          sentAt: Math.min(...again.map(({ sentAt }) => sentAt)),
          acceptedAt: acceptances.length === 0 ? null : Math.min(...acceptances),
          accepted:
            first(
              again.filter((row) => row.accepted !== null),
              (row) => row.acceptedAt,
              (row) => row.accepted,
            )?.accepted ?? null,
        },
      ]
    },
  )
  // users who accepted in time and were not users before
  const broughtIn = once.filter(({ sentAt, acceptedAt, accepted }) => {
    const isNew = (allUsers(data).get(accepted ?? '')?.joinedAt ?? -Infinity) >= sentAt
    return isNew && acceptedAt !== null && acceptedAt <= sentAt + options.invitation_window_days * day
  })
  return once.map((one) => {
    const { inviter, invitee, sentAt, acceptedAt, accepted } = one
    const [earliest] = broughtIn
      .filter((other) => other.accepted === accepted)
      .sort(
        (a, b) => a.sentAt - b.sentAt || compare(a.inviter.id, b.inviter.id) || compare(a.invitee, b.invitee),
      )
    const newcomer = accepted === null ? null : (allUsers(data).get(accepted) ?? null)
    return {
      inviter,
      invitee,
      sentAt,
      newcomer,
      joinedAt: one === earliest ? acceptedAt : null,
      reach: newcomer === null ? 'unknown' : newcomer.account === inviter.account ? 'within' : 'across',
    }
  })
}

export function invitationFacts(data: Data, settings: Settings): readonly Fact[] {
  return invitationsOf(data, settings).map(({ inviter, sentAt, joinedAt, reach }) =>
    toFact(settings, {
      at: sentAt,
      convertedAt: joinedAt,
      until: sentAt + settings.options.invitation_window_days * day,
      attributes: {
        invitation_reach: reach,
        ...userAttributes(data, inviter.id),
        ...accountAttributes(data, inviter.account),
      },
    }),
  )
}

/** All signed-up users, the invitations of their first days, and the users who signed up through them. */
export function viralityFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options, asOf } = settings
  const isStrict = options.invitation_counts_as === 'activated'
  const activated = new Set(
    activationsOf(data, settings).flatMap(({ user, activatedAt }) => (activatedAt === null ? [] : [user])),
  )
  const counts = (newcomer: Person | null) => !isStrict || activated.has(newcomer?.id ?? '')
  const invitations = invitationsOf(data, settings)
  return [...allUsers(data).values()]
    .filter(({ isRegistered, joinedAt }) => isRegistered && joinedAt <= asOf)
    .flatMap((user) => {
      const own = invitations.filter(
        ({ inviter, sentAt }) =>
          inviter.id === user.id && sentAt <= user.joinedAt + options.virality_window_days * day,
      )
      const fact = (part: string, convertedAt: number | null): Fact => ({
        ...toFact(settings, {
          at: user.joinedAt,
          convertedAt,
          until:
            user.joinedAt +
            (options.virality_window_days + options.invitation_window_days) * day +
            // plus the activation window of the last invited user
            (isStrict ? (options.activation_window_hours ?? 0) * hour : 0),
          attributes: { ...userAttributes(data, user.id), ...accountAttributes(data, user.account) },
        }),
        part,
      })
      return [
        fact('user', null),
        ...own.map(() => fact('invitation', null)),
        ...own
          .filter(({ joinedAt, newcomer }) => joinedAt !== null && counts(newcomer))
          .map(({ newcomer, reach }) => fact(`newcomer ${reach}`, newcomer?.joinedAt ?? null)),
      ]
    })
}
