import { useMemo } from 'react'
import { AskDocument } from '../../../generated/explorer/graphql.ts'
import { useDefinitions } from '../../client/use-definitions.ts'
import { useServer } from '../../client/use-server.ts'
import type { Measure } from '../../words/format-value.ts'
import { emptyQuestion, toInput } from './question.ts'

const input = toInput({ ...emptyQuestion, metrics: ['mrr'] })

/** How amounts are written whose currency is that of all reports; without a currency while it is unknown. */
export function useMoney(): Measure {
  const { definitions } = useDefinitions()
  const isKnown = definitions?.metrics.get('mrr')?.isAvailable === true
  const { data } = useServer(AskDocument, { input }, { enabled: isKnown })
  const column = data?.metrics?.columns.find(({ kind }) => kind === 'METRIC')
  const currency = column?.currency ?? null
  return useMemo(() => ({ unit: 'MONEY', currency }), [currency])
}
