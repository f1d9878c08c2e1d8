import type { Provenance } from '../semantic/answer.ts'
import { compileViewQuestion } from '../semantic/compile-view-question.ts'
import { usableStored } from '../semantic/usable-stored.ts'
import type { QueryOptions } from '../warehouse/engine.ts'
import type { Runtime } from './runtime.ts'

/**
 * The currency of the money in an answer, asked of its definition under the answer's parameters: data that have
 * one currency are reported in it, whatever the parameter says.
 */
export async function findReportingCurrency(
  runtime: Runtime,
  { parameters }: Provenance,
  options: QueryOptions = {},
): Promise<string> {
  const { catalog, engine } = runtime
  const known = await runtime.knowledge()
  const question = compileViewQuestion(
    catalog,
    'facts.currencies',
    { ...known, parameters, stored: usableStored(catalog, known, parameters) },
    (relation) => `select reporting_currency from ${relation}`,
  )
  const { rows } = await engine.queryArrays(question, options)
  return String(rows[0]?.[0])
}
