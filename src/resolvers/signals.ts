import type { Context } from '../context.ts'
import { signalViews } from '../query/signals/available-signals.ts'
import { findSignals } from '../query/signals/find-signals.ts'
import { toSignalCursor } from '../query/signals/signal-cursor.ts'
import type { SignalRow, SignalsPage } from '../query/signals/signals-request.ts'
import { toKey } from './entities/global-id.ts'
import { checkPageSize } from './entities/pages/to-page-request.ts'
import { required } from './required.ts'
import { fromEnumValue, toEnumValue } from './sdl/enum-value.ts'

/** The arguments of `Query.signals`; null and absent mean the same. */
interface SignalsArguments {
  readonly since?: string | null
  readonly until?: string | null
  readonly asOf?: string | null
  readonly first: number
  readonly after?: string | null
  readonly signals?: readonly string[] | null
  readonly severities?: readonly ('LOW' | 'MEDIUM' | 'HIGH')[] | null
  readonly actBy?: readonly ('SALES' | 'SUCCESS' | 'PRODUCT')[] | null
  readonly accounts?: readonly string[] | null
  readonly isOpen?: boolean | null
}

export const Query = {
  signals: (_root: unknown, given: SignalsArguments, { runtime, signal }: Context): Promise<SignalsPage> => {
    checkPageSize(given.first)
    return findSignals(
      runtime,
      {
        since: given.since ?? undefined,
        until: given.until ?? undefined,
        asOf: given.asOf ?? undefined,
        first: given.first,
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
}

export const SignalConnection = {
  nodes: ({ rows }: SignalsPage) => rows,
  edges: ({ rows }: SignalsPage) => rows.map((node) => ({ cursor: toSignalCursor(node), node })),
  pageInfo: ({ rows, hasNextPage, hasPreviousPage }: SignalsPage) => {
    const [first, last] = [rows.at(0), rows.at(-1)]
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first === undefined ? null : toSignalCursor(first),
      endCursor: last === undefined ? null : toSignalCursor(last),
    }
  },
}

export const Signal = {
  description: ({ signal }: SignalRow, _arguments: unknown, context: Context) =>
    definitionOf(context, signal).header.description.replaceAll(/\s+/g, ' ').trim(),
  definitionHash: ({ signal }: SignalRow, _arguments: unknown, context: Context) =>
    definitionOf(context, signal).hash,
  subject: ({ subject }: SignalRow) => toEnumValue(subject),
  subjectKey: ({ subject_key }: SignalRow) => subject_key,
  severity: ({ severity }: SignalRow) => toEnumValue(severity),
  actBy: ({ act_by }: SignalRow) => toEnumValue(act_by),
  detectedAt: ({ detected_at }: SignalRow) => detected_at,
  closedAt: ({ closed_at }: SignalRow) => closed_at,
  accountKey: ({ account_key }: SignalRow) => account_key,
  account: async ({ account_key }: SignalRow, _arguments: unknown, { loaders }: Context) =>
    required(await loaders.account.load(account_key), 'account', account_key),
  workspace: ({ subject, subject_key }: SignalRow, _arguments: unknown, { loaders }: Context) =>
    subject === 'workspace' ? loaders.workspace.load(subject_key) : null,
  user: ({ subject, subject_key }: SignalRow, _arguments: unknown, { loaders }: Context) =>
    subject === 'user' ? loaders.user.load(subject_key) : null,
}

function definitionOf({ runtime }: Context, signal: string) {
  return required(signalViews(runtime.catalog).get(signal) ?? null, 'signal', signal)
}
