import { serialize } from 'node:v8'
import { createRecent } from '../../recent.ts'
import type { Question } from './compile-answer.ts'

/** More than the charts of the dashboards that are in use. */
const maxKept = 500

/** What compiled questions depend on, besides the question and its caller: they are kept while it is the same objects. */
export type Basis = readonly unknown[]

/** Keeps what was compiled: a dashboard asks the same questions again and again. */
export interface KeptQuestions<Compiled> {
  /**
   * @param caller all that differs between callers: who they are, and their settings
   * @param compile is not repeated for a question that is kept; what it throws is not kept
   */
  readonly compiled: (basis: Basis, caller: unknown, question: Question, compile: () => Compiled) => Compiled
}

export function keepQuestions<Compiled>(): KeptQuestions<Compiled> {
  const kept = createRecent<Compiled>(maxKept)
  let keptOf: Basis = []
  return {
    compiled: (basis, caller, question, compile) => {
      if (basis.length !== keptOf.length || basis.some((one, place) => one !== keptOf[place])) kept.clear()
      keptOf = basis
      // exact for every value: JSON has no infinite numbers
      const key = serialize([caller, { ...question, relation: question.relation.name }]).toString('latin1')
      return kept.get(key, compile)
    },
  }
}
