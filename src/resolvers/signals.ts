import { oneLine } from '../catalog/one-line.ts'
import type { Context } from '../context.ts'
import type { QueryResolvers, SignalConnectionResolvers, SignalResolvers } from '../generated/resolvers.ts'
import { signalViews } from '../query/signals/available-signals.ts'
import { findSignals } from '../query/signals/find-signals.ts'
import type { SignalRow, SignalsPage } from '../query/signals/signals-request.ts'
import type { Complete } from './complete.ts'
import { toKey } from './entities/global-id.ts'
import { checkPageSize, defaultSize } from './entities/lists/page-size.ts'
import { required } from './required.ts'
import { fromEnumValue, toEnumValue } from './sdl/enum-value.ts'

export const Query = {
  signals: (_root, given, { runtime, signal }) => {
    const first = given.first ?? defaultSize.root
    checkPageSize(first)
    return findSignals(
      runtime,
      {
        since: given.since ?? undefined,
        until: given.until ?? undefined,
        asOf: given.asOf ?? undefined,
        first,
        after: given.after ?? undefined,
        signals: given.signals ?? undefined,
        severities: given.severities?.map(fromEnumValue),
        actBy: given.actBy?.map(fromEnumValue),
        accounts: given.accounts?.map((id) => toKey('Account', id)),
        isOpen: given.isOpen ?? undefined,
      },
      { signal },
    )
  },
} satisfies QueryResolvers

export const SignalConnection = {
  nodes: ({ rows }) => rows,
  edges: ({ rows, cursors }) => rows.map((node, index) => ({ cursor: cursors[index] ?? '', node })),
  pageInfo: ({ cursors, hasNextPage, hasPreviousPage }) => ({
    hasNextPage,
    hasPreviousPage,
    startCursor: cursors.at(0) ?? null,
    endCursor: cursors.at(-1) ?? null,
  }),
} satisfies Complete<SignalConnectionResolvers, SignalsPage>

export const Signal = {
  description: ({ signal }, _arguments, context) => oneLine(definitionOf(context, signal).header.description),
  definitionHash: ({ signal }, _arguments, context) => definitionOf(context, signal).hash,
  subject: ({ subject }) => toEnumValue(subject),
  subjectKey: ({ subject_key }) => subject_key,
  severity: ({ severity }) => toEnumValue(severity),
  actBy: ({ act_by }) => toEnumValue(act_by),
  detectedAt: ({ detected_at }) => detected_at,
  closedAt: ({ closed_at }) => closed_at,
  accountKey: ({ account_key }) => account_key,
  account: async ({ account_key }, _arguments, { loaders }) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  workspace: ({ subject, subject_key }, _arguments, { loaders }) =>
    subject === 'workspace' ? loaders.workspace.load(subject_key) : null,
  user: ({ subject, subject_key }, _arguments, { loaders }) =>
    subject === 'user' ? loaders.user.load(subject_key) : null,
} satisfies Complete<SignalResolvers, SignalRow>

function definitionOf({ runtime }: Context, signal: string) {
  return required(signalViews(runtime.catalog).get(signal) ?? null, 'signal', signal)
}
