import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LineFile } from './csv-file.ts'
import type { Motion, OrganisationKind, Segment } from '../organisation/organisation.ts'

/** How a workspace can be traced to its company, by the first rule that hits. */
export type WorkspaceLink =
  'explicit' | 'identity_override' | 'verified_domain' | 'member_domains' | 'owner_domain' | 'none'

/** A line of `truth/accounts.ndjson`: one organisation, with or without an account. */
export interface AccountTruth {
  readonly organisation: string
  readonly kind: OrganisationKind
  readonly accountId: string | null
  readonly parentAccountId: string | null
  readonly segment: Segment
  readonly users: number
  /** Null unless it paid before the end. */
  readonly originMotion: Motion | null
  readonly currency: string
  /** MRR at the end of each month of the span, in its own currency, net of discounts, exact to the cent. */
  readonly mrr: readonly string[]
  readonly hadTrial: boolean
  readonly trialConverted: boolean
  readonly paywallDip: boolean
  /** It paid once and does not at the end. */
  readonly churned: boolean
  readonly churnedMonths: readonly string[]
  readonly reactivatedMonths: readonly string[]
  readonly firstQualifiedTouchAt: string | null
  readonly firstActivationAt: string | null
  readonly payers: number
  /** Several self-serve payers that became one contract. */
  readonly consolidated: boolean
}

/** A line of `truth/workspaces.ndjson`. */
export interface WorkspaceTruth {
  readonly workspaceId: string
  /** The company that its people really work for, even where no rule can find it. */
  readonly companyAccountId: string | null
  /** The account that the rules can find, null when there is none. */
  readonly resolvedAccountId: string | null
  readonly link: WorkspaceLink
  readonly messages: number
}

/** A line of `truth/people.ndjson`. */
export interface PersonTruth {
  readonly userId: string
  readonly companyAccountId: string | null
  readonly segment: Segment
  readonly anonymousIds: readonly string[]
  readonly signedUpAt: string
  /** First core action, also one done before signup under an anonymous id; null if there is none. */
  readonly activatedAt: string | null
  readonly invitedByUserId: string | null
  readonly isInternal: boolean
  readonly isBot: boolean
  readonly deletedAt: string | null
  readonly events: number
}

/** The truth that the company was made from, streamed line by line like the tables. */
export class Truth {
  readonly #directory: string
  readonly #accounts: LineFile
  readonly #workspaces: LineFile
  readonly #people: LineFile

  constructor(directory: string, accounts: LineFile, workspaces: LineFile, people: LineFile) {
    this.#directory = directory
    this.#accounts = accounts
    this.#workspaces = workspaces
    this.#people = people
  }

  /** Creates the folder `truth` and its files. */
  static async create(parent: string): Promise<Truth> {
    const directory = join(parent, 'truth')
    await mkdir(directory, { recursive: true })
    const file = (name: string): Promise<LineFile> => LineFile.create(join(directory, `${name}.ndjson`))
    return new Truth(directory, await file('accounts'), await file('workspaces'), await file('people'))
  }

  account(truth: AccountTruth): void {
    this.#accounts.line(JSON.stringify(truth))
  }

  workspace(truth: WorkspaceTruth): void {
    this.#workspaces.line(JSON.stringify(truth))
  }

  person(truth: PersonTruth): void {
    this.#people.line(JSON.stringify(truth))
  }

  async drain(): Promise<void> {
    await this.#accounts.drain()
    await this.#workspaces.drain()
    await this.#people.drain()
  }

  /** Closes the files and writes the totals beside them as `truth.json`. */
  async close(totals: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#accounts.close()
    await this.#workspaces.close()
    await this.#people.close()
    await writeFile(join(this.#directory, 'truth.json'), `${JSON.stringify(totals, null, 2)}\n`)
  }
}
