import { DAY, HOUR, timeText } from '../base/calendar.ts'
import { quote } from '../files/csv-file.ts'
import { addTo } from '../base/totals.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'
import type { Context } from '../base/context.ts'
import type { Workspace } from '../teams/workspace.ts'

/** Event names; `message_sent` is the core action. */
export type EventName =
  | 'page_view'
  | 'workspace_created'
  | 'project_created'
  | 'message_sent'
  | 'file_shared'
  | 'integration_added'
  | 'report_exported'
  | 'invite_sent'
  | 'sso_configured'
  | 'audit_log_viewed'

/** `workspace index/meter/day number` → count. */
export type MeteredUse = ReadonlyMap<string, number>

/** An event; at least one of the two ids identifies the actor. */
export interface UsageEvent {
  readonly at: number
  readonly name: EventName
  readonly userId: string | null
  readonly anonymousId: string | null
  readonly workspace: Workspace | null
}

const FEATURES: Readonly<Record<EventName, readonly string[]>> = {
  page_view: properties('path', ['/', '/pricing', '/home', '/search', '/settings']),
  workspace_created: [''],
  project_created: properties('template', ['blank', 'roadmap', 'launch']),
  message_sent: properties('feature', ['channel', 'thread', 'direct', 'search', 'automation']),
  file_shared: properties('feature', ['upload', 'drive', 'clip']),
  integration_added: properties('integration', ['calendar', 'tracker', 'crm', 'warehouse']),
  report_exported: properties('format', ['csv', 'pdf']),
  invite_sent: [''],
  sso_configured: properties('feature', ['sso']),
  audit_log_viewed: properties('feature', ['audit_log']),
}

function properties(name: string, values: readonly string[]): readonly string[] {
  return values.map((value) => quote(JSON.stringify({ [name]: value })))
}

/**
 * Writes the `product_events` of one organisation, some late and some twice, and counts the metered use.
 */
export class EventStream {
  readonly usage = new Map<string, number>()
  readonly eventsByMonth: Float64Array
  readonly #context: Context
  readonly #organisation: Organisation
  readonly #delivery: Random
  readonly #activeDays = new Set<number>()
  #number = 0

  constructor(context: Context, organisation: Organisation) {
    this.#context = context
    this.#organisation = organisation
    this.#delivery = organisation.random.fork('delivery')
    this.eventsByMonth = new Float64Array(context.calendar.months)
  }

  emit(random: Random, { at, name, userId, anonymousId, workspace }: UsageEvent): void {
    const { calendar, totals } = this.#context
    const kinds = FEATURES[name]
    const detail = kinds[Math.floor(random.next() * kinds.length)] ?? ''
    const account = workspace?.link === 'explicit' ? this.#organisation.accountId : ''
    const delivery = this.#delivery
    const lag = delivery.next() < 0.05 ? DAY + delivery.exponential(6 * DAY) : delivery.next() ** 3 * 90
    // events that would arrive after the end of the data arrive just before it, so that the truth stays
    // complete
    const arrives = Math.floor(at + lag)
    const receivedAt = arrives < calendar.end ? arrives : at
    if (receivedAt - at >= DAY) totals.lateEvents += 1
    const before = `e${this.#organisation.code}-${(this.#number++).toString(36)},${timeText(at)},`
    const after = `,${name},${anonymousId ?? ''},${userId ?? ''},${workspace?.id ?? ''},${account ?? ''},${detail}`
    this.#line(before + timeText(receivedAt) + after)
    totals.uniqueEvents += 1
    const again = Math.floor(receivedAt + 1 + delivery.next() * 8 * HOUR)
    if (delivery.next() < 0.005 && again < calendar.end) {
      this.#line(before + timeText(again) + after)
      totals.duplicateEvents += 1
    }
    addTo(this.eventsByMonth, calendar.monthOf(at), 1)
    if (name !== 'page_view' && userId !== null) this.#activeDays.add(Math.floor(at / DAY))
    if (workspace !== null && name === 'message_sent') this.#meter(workspace, 'messages', at)
    if (workspace !== null && name === 'report_exported') this.#meter(workspace, 'exports', at)
  }

  /** Whether there is any activity except page views between these times, rounded to whole days. */
  isActiveBetween(from: number, until: number): boolean {
    for (let day = Math.floor(from / DAY); day * DAY < until; day++)
      if (this.#activeDays.has(day)) return true
    return false
  }

  #line(text: string): void {
    this.#context.tables.line('product_events', text)
  }

  #meter(workspace: Workspace, meter: string, at: number): void {
    const key = `${workspace.index}/${meter}/${Math.floor(at / DAY)}`
    this.usage.set(key, (this.usage.get(key) ?? 0) + 1)
  }
}
