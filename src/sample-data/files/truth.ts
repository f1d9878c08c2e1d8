import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDirectory } from '../../make-directory.ts'
import { LineFile } from './csv-file.ts'
import type { Motion, OrganisationKind, Segment } from '../organisations/organisation.ts'

/** The first rule that links a workspace to its company. */
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
  /** Null unless it paid before the end of the data. */
  readonly originMotion: Motion | null
  readonly currency: string
  /** MRR at the end of each month of the span, in its own currency, net of discounts, exact to the cent. */
  readonly mrr: readonly string[]
  readonly hadTrial: boolean
  readonly trialConverted: boolean
  readonly paywallDip: boolean
  /** Whether it paid once, but not at the end of the data. */
  readonly churned: boolean
  readonly churnedMonths: readonly string[]
  readonly reactivatedMonths: readonly string[]
  readonly firstQualifiedTouchAt: string | null
  readonly firstActivationAt: string | null
  readonly payers: number
  /** Whether several self-serve payers merged into one contract. */
  readonly consolidated: boolean
}

/** A line of `truth/workspaces.ndjson`. */
export interface WorkspaceTruth {
  readonly workspaceId: string
  /** The actual employer of its members, even where no rule can find it. */
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
  /** First core action, including one before sign-up under an anonymous id; null if there is none. */
  readonly activatedAt: string | null
  readonly invitedByUserId: string | null
  readonly isInternal: boolean
  readonly isBot: boolean
  readonly deletedAt: string | null
  readonly events: number
}

/** The kinds of examples. */
export type CaseName =
  | 'invoice_paid_late' | 'invoice_never_paid' | 'first_charge_never_paid' | 'invoice_not_due_yet'
  | 'contract_invoice_paid_late' | 'contract_invoice_never_paid' | 'proration_paid' | 'proration_unpaid'
  | 'plan_upgraded_mid_term' | 'monthly_to_annual' | 'limit_crossed_before_paying' | 'limit_crossed_not_paying'
  | 'limit_approaching' | 'consolidation_candidate' | 'many_workspaces' | 'seats_on_a_plateau' | 'seats_growing'
  | 'expansion_qualified' | 'payer_nobody_uses' | 'buyer_is_no_user' | 'consumption_under' | 'consumption_on'
  | 'consumption_over' | 'consumption_exhausted' | 'trial_ending_use_falling' | 'trial_ending_use_rising'
  | 'trial_ended_unconverted' | 'trial_converted_early' | 'won_without_touch' | 'deal_lost' | 'assisted_sale'
  | 'signed_up_again' | 'signed_up_again_after_deletion' | 'rep_ramp' | 'tagged_conversation' | 'segment' // prettier-ignore

/**
 * A line of `truth/cases.ndjson`: a scripted example. The random part of the company has more of most
 * kinds.
 */
export interface CaseTruth {
  readonly case: CaseName
  readonly accountId: string | null
  readonly workspaceIds?: readonly string[]
  readonly userIds?: readonly string[]
  readonly customerIds?: readonly string[]
  readonly invoiceIds?: readonly string[]
  readonly contractIds?: readonly string[]
  readonly opportunityIds?: readonly string[]
  readonly repIds?: readonly string[]
  /** The expected findings, as known at the end of the data. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** The truth behind the company's data, streamed line by line like the tables. */
export class Truth {
  readonly #directory: string
  readonly #accounts: LineFile
  readonly #workspaces: LineFile
  readonly #people: LineFile
  readonly #cases: LineFile

  constructor(
    directory: string,
    accounts: LineFile,
    workspaces: LineFile,
    people: LineFile,
    cases: LineFile,
  ) {
    this.#directory = directory
    this.#accounts = accounts
    this.#workspaces = workspaces
    this.#people = people
    this.#cases = cases
  }

  /** Creates the folder `truth` and its files. */
  static async create(parent: string): Promise<Truth> {
    const directory = join(parent, 'truth')
    await makeDirectory(directory)
    const file = (name: string): Promise<LineFile> => LineFile.create(join(directory, `${name}.ndjson`))
    return new Truth(
      directory,
      await file('accounts'),
      await file('workspaces'),
      await file('people'),
      await file('cases'),
    )
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

  case(truth: CaseTruth): void {
    this.#cases.line(JSON.stringify(truth))
  }

  async drain(): Promise<void> {
    await this.#accounts.drain()
    await this.#workspaces.drain()
    await this.#people.drain()
    await this.#cases.drain()
  }

  /** Closes the files and writes the totals to `truth.json`. */
  async close(totals: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#accounts.close()
    await this.#workspaces.close()
    await this.#people.close()
    await this.#cases.close()
    await writeFile(join(this.#directory, 'truth.json'), `${JSON.stringify(totals, null, 2)}\n`)
  }
}
