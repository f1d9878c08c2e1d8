import type { MetricProvenance } from '../model/result.ts'

/** The immature rows of a result, for people; metrics with the same counts share a sentence. */
export function maturityNotes(metrics: readonly MetricProvenance[]): readonly string[] {
  const sentences = new Map<string, string[]>()
  for (const { column, immatureCount, immatureShare } of metrics) {
    if (immatureCount === null || immatureCount === 0) continue
    const percent = Number((Number(immatureShare) * 100).toPrecision(3))
    const sentence = `${immatureCount} not yet observable, ${percent} % of those requested`
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), column])
  }
  return [...sentences].map(([sentence, columns]) => `immature: ${sentence} (${columns.join(', ')})`)
}
