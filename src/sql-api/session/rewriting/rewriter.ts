import type { Log } from '../../../log.ts'
import { partialNotes } from '../../../semantic/plan/notes/partial-notes.ts'
import { localDay } from '../../../semantic/time/calendar.ts'
import type { WarehouseState } from '../../../semantic/model/warehouse-state.ts'
import type { Inquiry, MetricService } from '../../answer/metric-service.ts'
import type { SessionSettings } from '../../answer/session-settings.ts'
import { toRejection, type Rejection } from '../../statement/rejection.ts'
import { readMetricText, withQualifiedMeasures, type MetricText } from '../../statement/read-text.ts'
import { rewriteText, withAnswers } from '../../statement/rewrite-text.ts'
import type { DayRange } from '../../statement/select/periods/probe.ts'
import { factsStatement, readFacts, type ReadFacts } from './session-facts.ts'
import { DatabaseError, Skipped } from '../exchange.ts'
import { keepTexts } from './kept-texts.ts'
import { rejectedSetting, rejectedStart } from './rejected-settings.ts'

/** Runs a select in the client's session; the values of its parameters are the client's. */
export type RunInSession = (sql: string) => Promise<readonly (readonly (string | null)[])[]>

/** A rewritten text and the definitions behind its numbers, for the log. */
export interface Rewritten {
  readonly sql: string
  readonly role: string | null
  readonly policyHash: string | null
  readonly metrics: Readonly<Record<string, string>>
  /** The periods that the bounds of the text cut and that it does not mark. */
  readonly notes: readonly string[]
}

/** Rewrites the texts of sessions. */
export interface Rewriter {
  /** The text as a question about metrics; null when it is none. */
  readonly read: (sql: string) => MetricText | null
  /** The text with `measure` and `agg` where PostgreSQL finds them; null when it has neither. */
  readonly prepared: (text: MetricText) => string | null
  /** Rejects settings that would change nothing. */
  readonly rejectedSetting: (sql: string) => Rejection | null
  readonly rejectedStart: (parameters: ReadonlyMap<string, string>) => Rejection | null
  /**
   * @throws Rejection, DatabaseError or Skipped
   */
  readonly rewrite: (text: MetricText, run: RunInSession) => Promise<Rewritten>
}

/** The years before the first event in which conditions on periods are evaluated: facts may be older than events. */
const yearsBefore = 10

export function createRewriter(service: MetricService, mentions: RegExp, log: Log): Rewriter {
  const { catalog, relations } = service
  const kept = keepTexts()

  /** The text with names in the places of its answers. */
  const templateOf = (text: MetricText, facts: ReadFacts, inquiry: Inquiry, run: RunInSession) => {
    const basis = {
      isSundayWeek: inquiry.isSundayWeek,
      withholds: (inquiry.access.role?.minGroupSize ?? 1) > 1,
      cohortsOverlap: inquiry.cohortsOverlap,
      days: daysOf(inquiry.state, inquiry.settings),
    }
    return kept.template(text.sql, [basis, [...facts.means]], async () => {
      // what PostgreSQL says of an expression may be different in another session, or later
      let isLasting = true
      const template = await rewriteText(
        { ...text, statements: structuredClone<MetricText['statements']>(text.statements) },
        relations,
        (name) => facts.means.has(name),
        {
          ...basis,
          probe: (sql) => {
            isLasting = false
            return run(sql)
          },
          hiddenIn: inquiry.hiddenIn,
          answer: (question) => inquiry.compile(question).sql,
        },
      )
      return { template, isLasting }
    })
  }

  return {
    read: (sql) => kept.meaning(sql, () => readMetricText(sql, relations, mentions)),
    prepared: ({ statements }) => withQualifiedMeasures(statements),
    rejectedSetting: (sql) => rejectedSetting(catalog, sql),
    rejectedStart: (parameters) => rejectedStart(catalog, parameters),
    rewrite: async (text, run) => {
      try {
        const [row = []] = await run(factsStatement(catalog, text.unqualified))
        const facts = readFacts(row)
        const inquiry = await service.inquire(facts)
        const template = await templateOf(text, facts, inquiry, run)
        const metrics: Record<string, string> = {}
        const notes = new Set<string>()
        const sql = withAnswers(template, (question) => {
          const { sql: derived, plan } = inquiry.compile(question)
          for (const { metric, definitionHash } of plan.provenance) metrics[metric] = definitionHash
          if (plan.period.cut !== null && !question.hasPartial)
            for (const note of partialNotes(plan.period)) notes.add(note)
          return derived
        })
        const { role, policies } = inquiry.access
        return {
          sql,
          metrics,
          notes: [...notes],
          role: role?.name ?? null,
          policyHash: policies?.hash ?? null,
        }
      } catch (error) {
        if (error instanceof DatabaseError || error instanceof Skipped) throw error
        const rejection = toRejection(error)
        if (rejection.code.startsWith('XX') || rejection.code === '57P03')
          log.error({ event: 'sql_failed', error: error instanceof Error ? error.stack : String(error) })
        throw rejection
      }
    },
  }
}

/** The days from before the first fact to that of the question: later days have no facts. */
function daysOf({ firstEventAt, parameters }: WarehouseState, { asOf, timeZone }: SessionSettings): DayRange {
  const moment = asOf ?? (typeof parameters.as_of === 'string' ? parameters.as_of : new Date().toISOString())
  // a date means its first instant in the time zone
  const last = /^\d{4}-\d{2}-\d{2}$/.test(moment)
    ? moment
    : localDay(moment, timeZone ?? parameters.time_zone)
  const year = Number(firstEventAt?.slice(0, 4) ?? last.slice(0, 4)) - yearsBefore
  return { first: `${year}-01-01`, last }
}
