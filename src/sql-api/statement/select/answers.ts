import { stringField, type Node } from '../tree.ts'

/** The beginning of the names in the places of derived tables; a random part follows. */
export const answerPrefix = 'plumbline_answer_'

/** Whether a table is a name in the place of a derived table. */
export function isAnswer(range: Node): boolean {
  return stringField(range, 'relname')?.startsWith(answerPrefix) === true
}
