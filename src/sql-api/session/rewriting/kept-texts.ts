import { createRecent } from '../../../recent.ts'
import type { MetricText } from '../../statement/read-text.ts'
import type { Template } from '../../statement/rewrite-text.ts'

/** More than the charts of the dashboards that are in use. */
const maxKept = 500

/** Longer texts are read and rewritten each time: 500 of them would need too much memory. */
const maxLength = 10_000

/** Keeps what texts of clients mean: a dashboard sends the same texts again and again. */
export interface KeptTexts {
  /** @param read is not repeated for a text that is kept */
  readonly meaning: (sql: string, read: () => MetricText | null) => MetricText | null
  /**
   * @param basis all else that the rewriting depends on
   * @param rewrite says, too, whether the template may be kept; what it throws is not kept
   */
  readonly template: (
    sql: string,
    basis: unknown,
    rewrite: () => Promise<{ readonly template: Template; readonly isLasting: boolean }>,
  ) => Promise<Template>
}

export function keepTexts(): KeptTexts {
  const meanings = createRecent<MetricText | null>(maxKept)
  const templates = createRecent<{ template: Template | null }>(maxKept)
  return {
    meaning: (sql, read) => (sql.length > maxLength ? read() : meanings.get(sql, read)),
    template: async (sql, basis, rewrite) => {
      if (sql.length > maxLength) return (await rewrite()).template
      const place = templates.get(JSON.stringify([sql, basis]), () => ({ template: null }))
      if (place.template !== null) return place.template
      const { template, isLasting } = await rewrite()
      if (isLasting) place.template = template
      return template
    },
  }
}
