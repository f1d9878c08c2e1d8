import { explainQuery } from '../../query/explain-query.ts'
import type { Runtime } from '../../query/runtime.ts'
import { withLiterals } from '../../warehouse/engine/values/literals.ts'
import type { Question } from '../query/question.ts'
import { toRequest } from '../query/to-request.ts'

/**
 * The statement that a question runs, with its values as literals.
 *
 * @throws PlumblineError when the question has no correct answer
 */
export async function compileSql(runtime: Runtime, question: Question): Promise<string> {
  const { request } = await toRequest(runtime, question)
  const { sql, parameters } = await explainQuery(runtime, request)
  return withLiterals(sql, parameters)
}
