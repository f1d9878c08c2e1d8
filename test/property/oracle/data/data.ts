/** An instant as ISO 8601 with a zone, as in the source contract. */
type Moment = string
type Day = string

/** The source tables that the metrics read; an omitted table was not provided. */
export interface Data {
  readonly product_events?: readonly {
    readonly event_id: string
    readonly occurred_at: Moment
    readonly received_at: Moment | null
    readonly event_name: string
    readonly anonymous_id: string | null
    readonly user_id: string | null
    readonly workspace_id: string | null
    readonly account_id: string | null
    readonly properties: Readonly<Record<string, string | number>> | null
  }[]
  readonly identities?: readonly {
    readonly anonymous_id: string
    readonly user_id: string
    readonly linked_at: Moment | null
  }[]
  readonly users?: readonly {
    readonly user_id: string
    readonly email: string | null
    readonly created_at: Moment
    readonly signup_source: string | null
    readonly job_title?: string | null
    readonly invited_by_user_id: string | null
    readonly country: string | null
    readonly is_internal: boolean | null
    readonly is_bot: boolean | null
    readonly deleted_at: Moment | null
  }[]
  readonly workspaces?: readonly {
    readonly workspace_id: string
    readonly name: string
    readonly created_at: Moment
    readonly created_by_user_id: string | null
    readonly plan: string | null
    readonly domain: string | null
    readonly account_id: string | null
    readonly deleted_at: Moment | null
  }[]
  readonly plan_changes?: readonly {
    readonly workspace_id: string
    readonly valid_from: Moment
    readonly plan: string
  }[]
  readonly memberships?: readonly {
    readonly workspace_id: string
    readonly user_id: string
    readonly valid_from: Moment
    readonly valid_to: Moment | null
  }[]
  readonly invitations?: readonly {
    readonly invitation_id: string
    readonly workspace_id: string | null
    readonly inviter_user_id: string
    readonly invitee_key: string
    readonly sent_at: Moment
    readonly accepted_at: Moment | null
    readonly accepted_user_id: string | null
    readonly revoked_at: Moment | null
  }[]
  readonly plan_limits?: readonly {
    readonly plan: string
    readonly meter: string
    readonly limit_quantity: number
    readonly kind: 'cumulative' | 'per_period'
  }[]
  readonly usage_daily?: readonly {
    readonly workspace_id: string
    readonly meter: string
    readonly day: Day
    readonly quantity: number
  }[]
  readonly accounts?: readonly {
    readonly account_id: string
    readonly name: string
    readonly parent_account_id?: string | null
    readonly employee_count: number | null
    readonly role_headcount?: number | null
    readonly industry: string | null
    readonly country: string | null
    readonly icp_segment: string | null
    readonly owner_rep_id: string | null
    readonly created_at: Moment | null
  }[]
  readonly account_domains?: readonly {
    readonly domain: string
    readonly account_id: string
    readonly verified: boolean | null
    readonly valid_from: Moment | null
    readonly valid_to: Moment | null
  }[]
  readonly identity_accounts?: readonly {
    readonly user_id: string
    readonly account_id: string
    readonly valid_from: Moment | null
    readonly valid_to: Moment | null
  }[]
  readonly billing_customers?: readonly {
    readonly customer_id: string
    readonly account_id: string | null
    readonly workspace_id: string | null
    readonly payer_email: string | null
    readonly payer_user_id: string | null
    readonly created_at: Moment | null
  }[]
  readonly subscription_periods?: readonly {
    readonly period_id: string
    readonly subscription_id: string
    readonly item_id: string | null
    readonly customer_id: string
    readonly plan: string | null
    readonly seats?: number | null
    readonly started_at: Moment
    readonly ended_at: Moment | null
    readonly amount: number
    readonly interval: 'day' | 'week' | 'month' | 'quarter' | 'year'
    readonly interval_count: number | null
    readonly discount_amount: number | null
    readonly currency: string | null
    readonly is_trial: boolean | null
    readonly trial_end: Moment | null
    readonly usage_type: string | null
  }[]
  readonly invoices?: readonly {
    readonly invoice_id: string
    readonly customer_id: string
    readonly subscription_id: string | null
    readonly issued_at: Moment
    readonly due_at: Moment | null
    readonly paid_at: Moment | null
    readonly period_start: Moment | null
    readonly period_end: Moment | null
    readonly subtotal: number
    readonly total: number
    readonly status: string
  }[]
  readonly contracts?: readonly {
    readonly contract_id: string
    readonly account_id: string
    readonly start_date: Day
    readonly end_date: Day
    readonly arr: number
    readonly auto_renew: boolean | null
    readonly predecessor_id?: string | null
    readonly seats?: number | null
    readonly committed_units?: number | null
    readonly meter?: string | null
  }[]
  readonly fx_rates?: readonly { readonly day: Day; readonly currency: string; readonly rate: number }[]
  readonly opportunities?: readonly {
    readonly opportunity_id: string
    readonly account_id: string
    readonly created_at: Moment
    readonly closed_at: Moment | null
    readonly is_won: boolean
    readonly is_closed: boolean
    readonly stage: string
    readonly type: string
    readonly arr: number
    readonly owner_rep_id: string | null
  }[]
  readonly opportunity_stages?: readonly {
    readonly opportunity_id: string
    readonly entered_at: Moment
    readonly stage: string
  }[]
  readonly contacts?: readonly {
    readonly contact_id: string
    readonly account_id: string | null
    readonly email: string | null
    readonly user_id: string | null
    readonly buyer_role?: string | null
  }[]
  readonly reps?: readonly {
    readonly rep_id: string
    readonly role: string
    readonly motion: string | null
    readonly start_date: Day
    readonly end_date: Day | null
    readonly monthly_quota: number | null
  }[]
  readonly sales_touches?: readonly {
    readonly touch_id: string
    readonly account_id: string | null
    readonly contact_id: string | null
    readonly opportunity_id: string | null
    readonly rep_id: string | null
    readonly kind: string
    readonly occurred_at: Moment
    readonly is_automated: boolean | null
  }[]
  readonly conversation_tags?: readonly {
    readonly tag_id: string
    readonly account_id: string | null
    readonly workspace_id: string | null
    readonly user_id: string | null
    readonly tag: string
    readonly said_at: Moment
    readonly channel: string | null
  }[]
  readonly spend?: readonly {
    readonly month: Day
    readonly motion: string
    readonly channel: string
    readonly category: string
    readonly amount: number
  }[]
  readonly gross_margin?: readonly { readonly month: Day; readonly plan: string; readonly margin: number }[]
  readonly cost_to_serve?: readonly {
    readonly month: Day
    readonly account_id: string | null
    readonly plan: string | null
    readonly category: string
    readonly amount: number
  }[]
}
