import { DAY, HOUR, midnight, MINUTE, weekday } from '../base/calendar.ts'
import type { CaseName, CaseTruth, WorkspaceLink } from '../files/truth.ts'
import { personName, scriptedName } from '../organisations/names.ts'
import type { Dip, Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import { Random } from '../base/random.ts'
import type { Remark } from '../sales/write-conversations.ts'
import type { Context } from '../base/context.ts'
import type { Membership, Teams, Workspace } from '../teams/workspace.ts'
import type { EventName } from '../usage/event-stream.ts'
import { organisationOf } from './plot.ts'
import type { Plot } from './plot.ts'
import { ScriptedSales } from './scripted-sales.ts'
import { ScriptedMoney } from './scripted-money.ts'

/** An action of a person in a workspace. */
export interface Deed {
  readonly at: number
  readonly name: EventName
  readonly person: number
  readonly workspace: number
}

/** Metered use without events. */
export interface Measured {
  readonly workspace: number
  readonly meter: string
  readonly at: number
  readonly quantity: number
}

const USUAL: readonly EventName[] = ['message_sent', 'file_shared', 'message_sent', 'project_created']

/**
 * A scripted organisation, without random behaviour. All its times are given in days before the end of the
 * data.
 */
export class Script {
  readonly organisation: Organisation
  readonly people: Person[] = []
  readonly memberships: Membership[] = []
  readonly deeds: Deed[] = []
  readonly measured: Measured[] = []
  readonly remarks: Remark[] = []
  readonly cases: CaseTruth[] = []
  readonly money: ScriptedMoney
  readonly sales: ScriptedSales
  dip: Dip | null = null
  readonly #workspaces: Workspace[] = []
  readonly #primaryWorkspaces: number[] = []
  readonly #end: number
  readonly #random: Random

  constructor({ seed, calendar, reps }: Context, plot: Plot) {
    const random = new Random(`${seed}/story/${plot.code}`)
    this.#random = random.fork('script')
    this.#end = calendar.end
    this.organisation = {
      ...organisationOf(plot, random, scriptedName(plot.number)),
      bornAt: this.at(plot.bornAgo),
    }
    this.money = new ScriptedMoney(this)
    this.sales = new ScriptedSales(this, reps)
  }

  get end(): number {
    return this.#end
  }

  get workspaces(): readonly Workspace[] {
    return this.#workspaces
  }

  /** A working-hours time on the day that many days before the end. */
  at(ago: number): number {
    return midnight(this.#end - ago * DAY) + 8 * HOUR + this.#random.int(0, 7 * 60) * MINUTE
  }

  /** Signs a person up; returns their number. */
  signUp(ago: number, differs: Partial<Pick<Person, 'email' | 'deletedAt'>> = {}): number {
    const index = this.people.length
    const { organisation } = this
    const { given, family } = personName(this.#random)
    const signedUpAt = index === 0 ? organisation.bornAt : this.at(ago)
    this.people.push({
      index,
      id: `user-${organisation.code}-${index}`,
      name: `${given} ${family}`,
      email: `${given}.${family}${index}@${organisation.domain}`.toLowerCase(),
      mail: 'company',
      mailDomain: organisation.domain,
      jobTitle: 'Project Manager',
      country: organisation.country,
      signedUpAt,
      isInternal: false,
      isBot: false,
      deletedAt: null,
      leftAt: null,
      rejoinedAt: null,
      override: null,
      anonymousIds: [],
      activatesAt: null,
      isHabitual: false,
      ...differs,
    })
    return index
  }

  /** Opens a workspace, linked to its company by that rule; returns its number. */
  open(creator: number, link: WorkspaceLink = 'explicit'): number {
    const index = this.#workspaces.length
    const { code, name, accountId } = this.organisation
    this.#workspaces.push({
      index,
      id: `ws-${code}-${index}`,
      name: index === 0 ? name : `${name}, team ${index + 1}`,
      createdAt: (this.people[creator]?.signedUpAt ?? 0) + MINUTE,
      creator,
      link,
      resolvedAccountId: accountId,
      deletedAt: null,
    })
    this.join(creator, index, 'owner')
    return index
  }

  /** Adds a member as soon as person and workspace exist. */
  join(person: number, workspace: number, role: Membership['role'] = 'member'): void {
    this.#primaryWorkspaces[person] ??= workspace
    const from = Math.max(this.people[person]?.signedUpAt ?? 0, this.#workspaces[workspace]?.createdAt ?? 0)
    const until = this.people[person]?.deletedAt ?? null
    this.memberships.push({ workspace, person, from, until, role, seatType: 'full' })
  }

  /** Signs up a team on one day and opens its workspace; returns the numbers of the people. */
  team(
    size: number,
    ago: number,
    link?: WorkspaceLink,
  ): { readonly workspace: number; readonly members: readonly number[] } {
    const members = Array.from({ length: size }, () => this.signUp(ago))
    const workspace = this.open(members[0] ?? 0, link)
    members.slice(1).forEach((member) => this.join(member, workspace))
    return { workspace, members }
  }

  /** Records work on these days, some times a day; weekend days are moved to Friday. */
  work(person: number, workspace: number, days: readonly number[], times = 2, names = USUAL): void {
    const there = Math.max(this.people[person]?.signedUpAt ?? 0, this.#workspaces[workspace]?.createdAt ?? 0)
    for (const ago of days) {
      const wished = this.at(ago)
      const friday = wished - Math.max(0, weekday(wished) - 4) * DAY
      let at = Math.max(friday, there + 10 * MINUTE)
      for (let i = 0; i < times; i++) {
        const name = names[i % names.length] ?? 'message_sent'
        this.deeds.push({ at, name, person, workspace })
        at += this.#random.int(4, 16) * MINUTE
      }
    }
  }

  /** Records metered use on a day. */
  measure(workspace: number, meter: string, ago: number, quantity: number): void {
    this.measured.push({ workspace, meter, at: this.at(ago), quantity })
  }

  /** Records the example that the script shows. */
  shows(
    name: CaseName,
    facts: CaseTruth['facts'],
    ids: Partial<Omit<CaseTruth, 'case' | 'facts'>> = {},
  ): void {
    this.cases.push({ case: name, accountId: this.organisation.accountId, ...ids, facts })
  }

  /** The teams, when all members are known. */
  teams(): Teams {
    return {
      workspaces: this.#workspaces,
      memberships: this.memberships,
      primaryWorkspaces: this.#primaryWorkspaces,
      inviters: this.people.map(() => null),
    }
  }
}
