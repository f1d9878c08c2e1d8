import { hasSpreadRows } from '../../spread.ts'
import { stepsToKeep } from '../../select/steps-to-keep.ts'
import type { Step } from '../../select/step.ts'
import type { Rule } from '../rule.ts'

/** No step says `not materialized` for which a distributed database would return nulls. */
export const stepsCanBeInlined: Rule = ({ views, byName }) => {
  const isSpread = (relation: string) => {
    const view = byName.get(relation)
    return view !== undefined && hasSpreadRows({ header: view.header, columns: view.columns ?? [] })
  }
  return views.flatMap(({ file, bodyLine, body, steps }) => {
    const kept = stepsToKeep(
      steps.map((step) => ({
        name: step.name ?? 'the select',
        text: textOf(step),
        isInlined: step.isInlined,
      })),
      isSpread,
    )
    return [...kept].map((name) => ({
      file,
      line: bodyLine + lineOf(body, name),
      rule: 'steps-can-be-inlined',
      message: `${name}: it has an outer join and is read several times, so a distributed database may give a reader nulls: remove not materialized, or write the step out for each reader.`,
    }))
  })
}

function textOf({ segments }: Step): string {
  return segments
    .map((segment) => {
      if ('text' in segment) return segment.text
      return 'step' in segment ? segment.step : segment.relation
    })
    .join('')
}

/** The line on which a step begins, from 0. */
function lineOf(body: string, step: string): number {
  return body.split('\n').findIndex((line) => line.startsWith(`${step} as`))
}
