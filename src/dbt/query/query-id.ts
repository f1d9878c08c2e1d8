import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { readQuestion, type Question } from './question.ts'

/**
 * The id of a question: the question itself, and the state of the data for which it was created. No server keeps it, so
 * any server answers it, also after a restart.
 */
export function toQueryId(question: Question, state: WarehouseState): string {
  return Buffer.from(JSON.stringify({ of: markOf(state), question })).toString('base64url')
}

/**
 * The question of an id. All pages of a result have to be of one state of the data.
 *
 * @throws PlumblineError `BAD_REQUEST` for an id of no question, or of other data
 */
export function fromQueryId(id: string, state: WarehouseState): Question {
  const { of, question } = contentOf(id)
  if (of === markOf(state)) return readQuestion(question)
  throw new PlumblineError(
    'BAD_REQUEST',
    'The data have changed since the query was created: create it again.',
    {
      subject: 'queryId',
    },
  )
}

function contentOf(id: string): { readonly of: unknown; readonly question: unknown } {
  try {
    const content: unknown = JSON.parse(Buffer.from(id, 'base64url').toString())
    if (typeof content === 'object' && content !== null && 'of' in content && 'question' in content)
      return content
  } catch {
    // reported below
  }
  throw new PlumblineError('BAD_REQUEST', 'No query has this id.', { subject: 'queryId' })
}

/** Changes with each refresh of the data. */
function markOf({ refreshedAt, dataAsOf }: WarehouseState): string {
  return [refreshedAt, dataAsOf].join(' ')
}
