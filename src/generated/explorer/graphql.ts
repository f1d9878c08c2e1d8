/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Conditions on accounts; all must be met. */
export type AccountFilterInput = {
  /** All of these must be met. */
  readonly and?: ReadonlyArray<AccountFilterInput> | null | undefined;
  /** On the country. */
  readonly country?: TextFilterInput | null | undefined;
  /** On when it signed up. */
  readonly createdAt?: DateTimeFilterInput | null | undefined;
  /** On the number of employees. */
  readonly employeeCount?: IntFilterInput | null | undefined;
  /** On the ideal-customer segment. */
  readonly icpSegment?: TextFilterInput | null | undefined;
  /** On the key. */
  readonly id?: IdFilterInput | null | undefined;
  /** On the industry. */
  readonly industry?: TextFilterInput | null | undefined;
  /** On the kind of account. */
  readonly kind?: AccountKindFilterInput | null | undefined;
  /** On the value of a metric for the account now; without rows, a count and an amount are zero, others null. */
  readonly metric?: MetricFilterInput | null | undefined;
  /** On the name. */
  readonly name?: TextFilterInput | null | undefined;
  /** This must not be met. */
  readonly not?: AccountFilterInput | null | undefined;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: ReadonlyArray<AccountFilterInput> | null | undefined;
  /** On the owning sales rep. */
  readonly ownerRepId?: TextFilterInput | null | undefined;
  /** On the company that it belongs to. */
  readonly parentAccountId?: IdFilterInput | null | undefined;
  /** Contains this text, ignoring case, in its name, in a mail domain or, where the caller may see them, in the mail address of a user. */
  readonly search?: string | null | undefined;
  /** On its signals: at least one of them meets the condition. Its opposite is `not`. */
  readonly signal?: AccountSignalFilterInput | null | undefined;
  /** On the size by employees. */
  readonly sizeBand?: TextFilterInput | null | undefined;
  /** On what its page shows of it now: health, segment, revenue, seats, people, limits and renewals. */
  readonly state?: AccountStateFilterInput | null | undefined;
};

/** The kind of an account. */
export type AccountKind =
  /** A company. */
  | 'COMPANY'
  /** A paying customer without a company. */
  | 'CUSTOMER'
  /** A person without a company. */
  | 'PERSON'
  /** A workspace without a company. */
  | 'WORKSPACE';

/** A condition on the kind of account; exactly one operator. */
export type AccountKindFilterInput =
  {   /** Equal to this value. */
  readonly eq: AccountKind; readonly in?: never; }
  |  { readonly eq?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<AccountKind>; };

/** The columns for ordering accounts. */
export type AccountOrderField =
  /** When it signed up. */
  | 'CREATED_AT'
  /** The number of employees. */
  | 'EMPLOYEE_COUNT'
  /** The health score. */
  | 'HEALTH_SCORE'
  /** The key; the fastest. */
  | 'KEY'
  /** When its latest open signal was detected. Null, which comes last, for an account without one. */
  | 'LATEST_SIGNAL'
  /** The recurring revenue. Null, which comes last, for an account that never paid. */
  | 'MRR'
  /** The name. */
  | 'NAME'
  /** The segment, by its name. */
  | 'SEGMENT';

/** An order of accounts. */
export type AccountOrderInput = {
  /** Ascending or descending. */
  readonly direction?: Direction;
  /** The column to order by. Nulls come last in both directions. */
  readonly field: AccountOrderField;
};

/** A condition on the signals of an account; one signal must meet all of it. */
export type AccountSignalFilterInput = {
  /** True: open signals. False: closed ones. Null: both. */
  readonly isOpen?: boolean | null | undefined;
  /** One of these signals; rejected when one of them cannot be detected with the loaded data. Null: any that can be. */
  readonly names?: ReadonlyArray<string> | null | undefined;
};

/** Conditions on what the page of an account shows now; all must be met. Null meets only `isNull`, `ne` and `notIn`. */
export type AccountStateFilterInput = {
  /** On `active_seats` of `pages.account_seats`. */
  readonly activeSeats?: IntFilterInput | null | undefined;
  /** On `active_users` of `pages.account_people`. */
  readonly activeUsers?: IntFilterInput | null | undefined;
  /** On `buyer_class` of `pages.account_people`. Whether buyers and users are the same people. Null without a known buyer. */
  readonly buyerClass?: TextFilterInput | null | undefined;
  /** On `buyers` of `pages.account_people`. */
  readonly buyers?: IntFilterInput | null | undefined;
  /** On `buyers_who_are_users` of `pages.account_people`. */
  readonly buyersWhoAreUsers?: IntFilterInput | null | undefined;
  /** On `champions` of `pages.account_people`. */
  readonly champions?: IntFilterInput | null | undefined;
  /** On `days_to_renewal` of `pages.account_contracts`. The days from the day of `as_of` to the first renewal among those due within renewal_window_days. Null when none is due. */
  readonly daysToRenewal?: IntFilterInput | null | undefined;
  /** On `employees` of `pages.account_seats`. Null when the CRM has no headcount. */
  readonly employees?: IntFilterInput | null | undefined;
  /** On `health_band` of `pages.account_health`. */
  readonly healthBand?: TextFilterInput | null | undefined;
  /** On `health_score` of `pages.account_health`. From 0 to 100. Null when less than half of the weight of the rule is known. */
  readonly healthScore?: DecimalFilterInput | null | undefined;
  /** On `health_trend` of `pages.account_health`. The change of the score from the end of a week to that of the last full week, four weeks later. Measures without a history, such as revenue, are left out of both. Null when either score is unknown. */
  readonly healthTrend?: DecimalFilterInput | null | undefined;
  /** On `limits_reached` of `pages.account_contracts`. The number of limits that are reached or exceeded. */
  readonly limitsReached?: IntFilterInput | null | undefined;
  /** On `members` of `pages.account_seats`. */
  readonly members?: IntFilterInput | null | undefined;
  /** On `mrr` of `pages.account_revenue`. As the metric mrr. */
  readonly mrr?: DecimalFilterInput | null | undefined;
  /** On `next_renewal_on` of `pages.account_contracts`. The day of the first renewal among those due within renewal_window_days. Null when none is due. */
  readonly nextRenewalOn?: DateFilterInput | null | undefined;
  /** On `origin_motion` of `pages.account_revenue`. The motion of the first revenue. */
  readonly originMotion?: TextFilterInput | null | undefined;
  /** On `plan` of `pages.account_revenue`. The plan with most of the revenue. Null without revenue or a plan. */
  readonly plan?: TextFilterInput | null | undefined;
  /** On `plan_state` of `pages.account_segment`. How the account pays. */
  readonly planState?: TextFilterInput | null | undefined;
  /** On `previous_segment` of `pages.account_segment`. Null in the month in which the account started. */
  readonly previousSegment?: TextFilterInput | null | undefined;
  /** On `purchased_seats` of `pages.account_seats`. Null when no subscription or contract has seats. */
  readonly purchasedSeats?: DecimalFilterInput | null | undefined;
  /** On `role_headcount` of `pages.account_seats`. Employees in the roles that the product is for. Null when unknown. */
  readonly roleHeadcount?: IntFilterInput | null | undefined;
  /** On `seat_penetration` of `pages.account_seats`. Active seats per employee, as the metric. Null without a headcount. */
  readonly seatPenetration?: DecimalFilterInput | null | undefined;
  /** On `seat_utilisation` of `pages.account_seats`. Active per purchased seat, as the metric. Null without purchased seats. */
  readonly seatUtilisation?: DecimalFilterInput | null | undefined;
  /** On `segment` of `pages.account_segment`. */
  readonly segment?: TextFilterInput | null | undefined;
  /** On `users` of `pages.account_people`. */
  readonly users?: IntFilterInput | null | undefined;
};

/** The pictures of the explorer. */
export type ChartForm =
  /** Bars. */
  | 'BARS'
  /** Cohorts by age, colored by their number. */
  | 'COHORTS'
  /** Curves by age. */
  | 'CURVES'
  /** Steps from wide to narrow. */
  | 'FUNNEL'
  /** Lines over time. */
  | 'LINE'
  /** Single numbers. */
  | 'NUMBERS'
  /** The time until each cohort has recovered its cost. */
  | 'PAYBACK'
  /** Parts of a whole over time. */
  | 'STACKED'
  /** The movements of a balance from its start to its end. */
  | 'WATERFALL';

/** The form of cohort results. */
export type CohortForm =
  /** Each cohort at each age. */
  | 'EACH'
  /** The unweighted average over cohorts at each age. */
  | 'SIMPLE_AVERAGE'
  /** The average over cohorts at each age, weighted by size. */
  | 'WEIGHTED_AVERAGE';

/** A condition on a column of the result: `{ column: "mrr", is: { gte: 1000 } }`. */
export type ColumnConditionInput = {
  /** The column's name: a metric, its alias, or one of the columns that `parts` and `compareTo` add. */
  readonly column: string;
  /** The comparison. Null meets only `isNull`, `ne` and `notIn`. */
  readonly is: ComparisonInput;
};

/** The kind of a column. */
export type ColumnKind =
  /** The difference from an earlier period. Null when one of the two values is null. */
  | 'CHANGE'
  /** The number of cohorts in an average. */
  | 'COHORTS'
  /** The denominator of a ratio. */
  | 'DENOMINATOR'
  /** A value of a dimension. */
  | 'DIMENSION'
  /**
   * A metric's value in an earlier period. Null when that period lies entirely before the first row of the metric's data,
   * regardless of the start of the query.
   */
  | 'EARLIER'
  /** The change as a share of the earlier value. Null when that was zero or negative. */
  | 'GROWTH'
  /** The maturity of the cell: `COMPLETE`, `PARTIAL` or `NOT_OBSERVABLE`. */
  | 'MATURITY'
  /** The metric itself. */
  | 'METRIC'
  /** The numerator of a ratio. */
  | 'NUMERATOR'
  /** Whether days of the period are not counted: before or after the range, or since the period is not over at `asOf`. */
  | 'PARTIAL'
  /** The first day (or hour) of the period. */
  | 'PERIOD';

/** An order by a column of the result. */
export type ColumnOrderInput = {
  /** The column's name: `period`, a dimension, a metric or its alias, in lower case as in the result. */
  readonly column: string;
  /** Ascending or descending. */
  readonly direction?: Direction;
};

/** A comparison with a dimension's value; exactly one operator. */
export type ComparisonInput =
  {   /** Contains this text, ignoring case. */
  readonly contains: string; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never;   /** Equal to this value. */
  readonly eq: string | number | boolean | null; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never;   /** Greater or later than this. */
  readonly gt: string | number | boolean | null; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never;   /** Greater than, later than or equal to this. */
  readonly gte: string | number | boolean | null; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<string | number | boolean | null>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never;   /** Less or earlier than this. */
  readonly lt: string | number | boolean | null; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never;   /** Less than, earlier than or equal to this. */
  readonly lte: string | number | boolean | null; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never;   /** Not equal to this value; true for null. */
  readonly ne: string | number | boolean | null; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never;   /** Not equal to any of these; true for null. */
  readonly notIn: ReadonlyArray<string | number | boolean | null>; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never;   /** Starts with this text, ignoring case. */
  readonly startsWith: string; };

/** A condition on a day; exactly one operator. Null meets only `isNull`, `ne` and `notIn`. */
export type DateFilterInput =
  {   /** Equal to this day. */
  readonly eq: string; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never;   /** Later than this. */
  readonly gt: string; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never;   /** Later than or equal to this day. */
  readonly gte: string; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<string>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never;   /** Earlier than this. */
  readonly lt: string; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never;   /** Earlier than or equal to this day. */
  readonly lte: string; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never;   /** Not equal to this day; true for null. */
  readonly ne: string; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never;   /** Not equal to any of these; true for null. */
  readonly notIn: ReadonlyArray<string>; };

/**
 * A condition on an instant; exactly one operator. Null meets only `isNull`.
 * Two conditions, as for a period, are two items of the list `where`.
 */
export type DateTimeFilterInput =
  {   /** Later than this. */
  readonly gt: string; readonly gte?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly gt?: never;   /** Later than or equal to this instant. */
  readonly gte: string; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly gt?: never; readonly gte?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly lt?: never; readonly lte?: never; }
  |  { readonly gt?: never; readonly gte?: never; readonly isNull?: never;   /** Earlier than this. */
  readonly lt: string; readonly lte?: never; }
  |  { readonly gt?: never; readonly gte?: never; readonly isNull?: never; readonly lt?: never;   /** Earlier than or equal to this instant. */
  readonly lte: string; };

/** A condition on a number; exactly one operator. Null meets only `isNull`, `ne` and `notIn`. */
export type DecimalFilterInput =
  {   /** Equal to this number. */
  readonly eq: string; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never;   /** Greater than this. */
  readonly gt: string; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never;   /** Greater than or equal to this. */
  readonly gte: string; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<string>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never;   /** Less than this. */
  readonly lt: string; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never;   /** Less than or equal to this. */
  readonly lte: string; readonly ne?: never; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never;   /** Not equal to this number; true for null. */
  readonly ne: string; readonly notIn?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never;   /** Not equal to any of these; true for null. */
  readonly notIn: ReadonlyArray<string>; };

/** A dimension to group and filter metrics by. */
export type Dimension =
  /** The account's key: the company's id, or `ws:…`, `customer:…` or `user:…` for accounts without a company. An event has the account in which it happened, a user the current account, revenue the payer's. Null for events of unknown users outside registered workspaces, and where only other events name the account. */
  | 'ACCOUNT'
  /** The account's health score, out of 100. Null when it is unknown. */
  | 'ACCOUNT_HEALTH'
  /** A company, or a workspace, customer or user that is an account of its own. */
  | 'ACCOUNT_KIND'
  /** The account's name. Null when unknown. */
  | 'ACCOUNT_NAME'
  /** The account's active seats as a share of its employees at the end of the month, at most 1. Null without a headcount or members. */
  | 'ACCOUNT_PENETRATION'
  /** The plan with most of the account's revenue at the end of the month; of sign-ups and of states, its current one. Null when the account pays nothing, or when the data names no plan. */
  | 'ACCOUNT_PLAN'
  /** The company's size by employees. Null when unknown. */
  | 'ACCOUNT_SIZE_BAND'
  /** The channel that brought the payers: the sign-up source of the account's first user. Null when none was recorded, or when the account paid before. Spend that won no payer has the channel of the spend. */
  | 'ACQUISITION_CHANNEL'
  /** Whether the actor activated in its first seven days and within its activation window: a user from sign-up, a workspace from its creation; for a buyer, any workspace that it pays for. Null while the seven days are not over, and without a workspace. */
  | 'ACTIVATED_WITHIN_7D'
  /** What is counted. */
  | 'ACTIVITY_KIND'
  /** The number of periods since the cohort's own; only for cohort metrics, which always have it. */
  | 'AGE'
  /** How often the payer is billed: the interval with most of its revenue. A contract without items in billing is contract; other intervals, such as a week or two years, are other. Null for a difference in closed books. */
  | 'BILLING_INTERVAL'
  /** Whether the account's buyers use the product at the end of the month: one buyer, who is a user (same); several buyers, at least one of them a user (overlap); no buyer is a user (separate). Null without a known buyer. */
  | 'BUYER_CLASS'
  /** Whether the payer also uses the product. */
  | 'BUYER_IS_USER'
  /** The channel of the spend, such as paid_search. */
  | 'CHANNEL'
  /** The first day of the cohort's period; only for cohort metrics, which always have it. */
  | 'COHORT'
  /** The last day of the commitment. */
  | 'COMMITMENT_ENDS_ON'
  /** The consumed quantity, such as messages. */
  | 'CONSUMPTION_METER'
  /** Whether consumption is behind the passed share of the commitment (below consumption_under_pace), ahead of it (above consumption_over_pace), or on it. */
  | 'CONSUMPTION_STATE'
  /** The mail address of the person to call about the workspace. Null when no person with an address is known. */
  | 'CONTACT_EMAIL'
  /** The name of the person to call about the workspace. Null when unknown. */
  | 'CONTACT_NAME'
  /** How the person to call is known. Null when no person is known. */
  | 'CONTACT_SOURCE'
  /** The id of the contract. */
  | 'CONTRACT'
  /** Where it was said, such as call. Null when unknown. */
  | 'CONVERSATION_CHANNEL'
  /** The tag of the conversation, such as no_authority. */
  | 'CONVERSATION_TAG'
  /** The company's country. Null when unknown. */
  | 'COUNTRY'
  /** Whether the credit comes from an opportunity or, without one, from a touch. */
  | 'CREDITED_BY'
  /** The days since the creation by which the payment was made: every 30 days, and the end of free_to_paid_window_days, which is the last point. */
  | 'DAYS_SINCE_CREATION'
  /** The event's name. */
  | 'EVENT_NAME'
  /** The day on which the commitment was consumed or, at the mean daily use of the last consumption_run_rate_days days, will be. Null when it lasts to its end. */
  | 'EXHAUSTS_ON'
  /** The key feature, by the name of its event or of its group (see key_features). */
  | 'FEATURE'
  /** The plan with most of the payer's revenue in its first month. Null when the data names no plan. */
  | 'FIRST_PLAN'
  /** Whether the opportunity had a qualified touch before it was closed. */
  | 'HAD_TOUCH'
  /** Whether the account has an open opportunity of the type expansion. */
  | 'HAS_OPEN_EXPANSION'
  /** The account's health by its score: low below health_low_score, high from health_high_score on. Null when the score is unknown. */
  | 'HEALTH_BAND'
  /** The component of the health rule, such as usage. */
  | 'HEALTH_COMPONENT'
  /** The hours since sign-up by which users had activated: every hour of the first day, then every day, and the end of the activation window, which is the last point. */
  | 'HOURS_SINCE_SIGNUP'
  /** The company's current ideal-customer segment. Null when it has none. */
  | 'ICP_SEGMENT'
  /** The company's industry. Null when unknown. */
  | 'INDUSTRY'
  /** Whether the new user belongs to the inviter's account (expansion) or to another one (virality). Unknown until a user follows the invitation. */
  | 'INVITATION_REACH'
  /** Whether the user was invited. */
  | 'INVITED_OR_SELF'
  /** The user's job title, as recorded at sign-up. Null when unknown. */
  | 'JOB_TITLE'
  /** The day on which the limit will be reached at the pace of the last 28 days. Null when it is reached, without usage in these days, after the end of the month for a monthly limit, and after more than ten years. */
  | 'LIMIT_PROJECTED_ON'
  /** The day on which the limit was reached: by the use that filled it or, later, by the start of the plan. Null before. */
  | 'LIMIT_REACHED_ON'
  /** How far the limit is used: below limit_approaching_share, approaching it, reached exactly, or over. */
  | 'LIMIT_STATE'
  /** The domain of the user's mail address. Null when unknown. */
  | 'MAIL_DOMAIN'
  /** The limited quantity, such as messages. */
  | 'METER'
  /** Whether the activity is increasing, decreasing or steady over four weeks: its slope per week, compared with momentum_steady_share of its weekly mean. Null when the mean is below momentum_min_base. */
  | 'MOMENTUM_DIRECTION'
  /** Whether a trial ended or a limit was reached. */
  | 'MOMENT_KIND'
  /** The months since that of the first revenue, which is 0. Amounts up to this age count. */
  | 'MONTHS_SINCE_FIRST_REVENUE'
  /** The motion that earned this change of revenue. Null where exchange rates were the only change, or where the account never paid. */
  | 'MOVEMENT_MOTION'
  /** The stage of an open opportunity at the end of the period, or the last stage of a closed one before it was closed. Null when the history does not say. */
  | 'OPPORTUNITY_STAGE'
  /** The type of the opportunity. */
  | 'OPPORTUNITY_TYPE'
  /** The motion that won the account's first revenue. It never changes. Null before that. */
  | 'ORIGIN_MOTION'
  /** Whether the account was paying at the end of the month, had paid before (former), or had never paid (free). Null for costs of no account. */
  | 'PAYMENT_STATE'
  /** The plan at the time: for a limit, the workspace's plan; for revenue, the plan with most of the payer's revenue. Null when the data names no plan. */
  | 'PLAN'
  /** How the account pays at the end of the month; of sign-ups and of states, how it pays now: by an active contract, by subscription (self_serve), in a trial, or not at all. Null before the account started. */
  | 'PLAN_STATE'
  /** How often the payer was billed a month before, by the interval with most of its revenue then. Null for a difference in closed books. */
  | 'PREVIOUS_BILLING_INTERVAL'
  /** The plan with most of the payer's revenue a month before. Null when the data names no plan. */
  | 'PREVIOUS_PLAN'
  /** The segment at the end of the month before. Null in the month in which the account started. */
  | 'PREVIOUS_SEGMENT'
  /** The value of the property, as text. Null when the event has no value. */
  | 'PROPERTY_VALUE'
  /** The last day of the contract that is due for renewal. */
  | 'RENEWAL_ON'
  /** The rep: the owner of an opportunity, the rep of a touch, the rep who gets the credit for revenue, or the owner of an account. Null when the data names none that is listed among the reps. */
  | 'REP'
  /** The motion that the rep works in. Null when unknown. */
  | 'REP_MOTION'
  /** Whether the rep sells to accounts or helps them. Null without a known rep. */
  | 'REP_ROLE'
  /** Why the account's revenue of the month differs from its revenue at closing. From the dates of later records: late_payment when more was paid (or, by option, renewed), missed_payment when an invoice within its grace period was never paid, exchange_rate when only rates changed. From the record of the month, where there is one: changed_mapping when a customer's revenue now belongs to another account, or to none that counts; late_event when records from before the close were loaded, corrected or removed after it; changed_definition when the definition of recurring revenue has changed, regardless of other loads. With several reasons, the revenue at closing is shown under the first of: changed_mapping, the other reasons from the record, those from dates. Null without a difference. */
  | 'RESTATEMENT_REASON'
  /** How reliable the rule is that assigned the account to the workspace, from 0 (no account) to 1. */
  | 'ROLL_UP_CONFIDENCE'
  /** The rule that assigned the account to the workspace. */
  | 'ROLL_UP_METHOD'
  /** The segment of the account at the end of the month; of sign-ups and of states, its current one. top_enterprise: a contract, and large by revenue or employees. top_self_serve_paid: pays without a contract, and has high usage, several workspaces or several payers. top_free_trial: fits, with high usage, and does not pay. help_first: fits, with low usage. opportunistic: pays or fits otherwise. self_serve_only: high usage without a fit. dead_zone: the rest. */
  | 'SEGMENT'
  /** The cohort of the event's user: the first day of the month of sign-up. Null when the event has no registered user. */
  | 'SIGNUP_MONTH'
  /** Where the user came from, as recorded at sign-up. Null when nothing was recorded. */
  | 'SIGNUP_SOURCE'
  /** The kind of cost, such as media or salaries. */
  | 'SPEND_CATEGORY'
  /** The value of the property named by the option retention_start_property, in the event that started the cohort. Null when the event has no such property, and for a sign-up. */
  | 'START_PROPERTY'
  /** How many full months the rep has been employed, this one included. The first is 1. */
  | 'TENURE_MONTH'
  /** The kind of the touch, such as a meeting held. For a lead, of its first qualified touch. */
  | 'TOUCH_KIND'
  /** The length of the trial in bands of days. Null when it has no end. */
  | 'TRIAL_LENGTH_BAND'
  /** The length of the trial in whole days, from its start to its last planned end. Null when it has no end. */
  | 'TRIAL_LENGTH_DAYS'
  /** The account key of the company at the top of the group, over up to eight parents; the account itself where it has no parent, or where parents form a circle. */
  | 'ULTIMATE_PARENT'
  /** Whether the account's weekly active users fell by more than usage_fall_share in the last 14 days before the end of the trial or the limit, compared with the 14 days before; for a running trial, before the query's `as_of`. Null when no user was active in the earlier 14 days. */
  | 'USAGE_BEFORE_CONVERSION'
  /** The user's country. Null when unknown. */
  | 'USER_COUNTRY'
  /** The user's mail address in lower case. Null when unknown. */
  | 'USER_EMAIL'
  /** The user's name. Null when unknown. */
  | 'USER_NAME'
  /** Whether a signed contract gives the annual value, or the account's subscriptions do. */
  | 'VALUE_SOURCE'
  /** The motion of the gain, with the window that the metric names. */
  | 'WINDOW_MOTION'
  /** The workspace's key. Null when it is unknown. */
  | 'WORKSPACE'
  /** The workspace's name. Null when unknown. */
  | 'WORKSPACE_NAME'
  /** The workspace's current plan. Null when unknown. */
  | 'WORKSPACE_PLAN';

/** The direction of an order. */
export type Direction =
  /** The smallest, earliest or alphabetically first. */
  | 'ASC'
  /** The largest, latest or alphabetically last. */
  | 'DESC';

/**
 * A condition on a dimension: `{ dimension: COUNTRY, is: { in: ["DE", "AT"] } }`; or conditions joined:
 * `{ anyOf: [{ dimension: PLAN, is: { eq: "free" } }, { dimension: PLAN, is: { isNull: true } }] }`. Exactly one of
 * `dimension` with `is`, `anyOf`, `allOf`, `not`. Joined conditions nest at most 5 deep.
 */
export type FilterInput = {
  /** All of these are met. Null counts as absent. */
  readonly allOf?: ReadonlyArray<FilterInput> | null | undefined;
  /** At least one of these is met. Null counts as absent. */
  readonly anyOf?: ReadonlyArray<FilterInput> | null | undefined;
  /** The dimension to compare; null when conditions are joined. */
  readonly dimension?: Dimension | null | undefined;
  /** The comparison; null when conditions are joined. */
  readonly is?: ComparisonInput | null | undefined;
  /** This is not met; true where its comparison is with null. Null counts as absent. */
  readonly not?: FilterInput | null | undefined;
};

/** The length of a period. */
export type Grain =
  /** Days of the time zone. */
  | 'DAY'
  /** Clock hours. */
  | 'HOUR'
  /** Calendar months. */
  | 'MONTH'
  /** Quarters of the fiscal year. */
  | 'QUARTER'
  /** Weeks; they start on the day in the business parameter `week_start`. */
  | 'WEEK'
  /** Fiscal years; they start in the month in the business parameter `fiscal_year_start`. */
  | 'YEAR';

/** A condition on a key, given as the global id or as the plain key; exactly one operator. */
export type IdFilterInput =
  {   /** Equal to this key. */
  readonly eq: string; readonly in?: never; readonly isNull?: never; }
  |  { readonly eq?: never;   /**
   * Equal to one of these. The list is a set: a key given twice, or as global and plain id, counts once, and an unknown
   * key matches nothing. Its order does not affect the result; use `orderBy`.
   */
  readonly in: ReadonlyArray<string>; readonly isNull?: never; }
  |  { readonly eq?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; };

/** A condition on a whole number; exactly one operator. Null meets only `isNull`. */
export type IntFilterInput =
  {   /** Equal to this number. */
  readonly eq: string | number; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly eq?: never;   /** Greater than this. */
  readonly gt: string | number; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly eq?: never; readonly gt?: never;   /** Greater than or equal to this. */
  readonly gte: string | number; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<string | number>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly lt?: never; readonly lte?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never;   /** Less than this. */
  readonly lt: string | number; readonly lte?: never; }
  |  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never;   /** Less than or equal to this. */
  readonly lte: string | number; };

/** The values of a dimension to list. */
export type KeepInput = {
  /** A text dimension in `by`. */
  readonly dimension: Dimension;
  /** The values. A null in the list lists rows without a value by themselves. */
  readonly values: ReadonlyArray<string | null | undefined>;
};

/** The layers of `sql/`; a view reads only from earlier ones, or its own. */
export type Layer =
  /** Checks across views. */
  | 'CHECKS'
  /** One row for each entity. */
  | 'ENTITIES'
  /** One row for each event or movement. */
  | 'FACTS'
  /** Definitions of metrics. */
  | 'METRICS'
  /** What pages of applications show, by key. */
  | 'PAGES'
  /** The business parameters. */
  | 'PARAMETERS'
  /** What is worth acting on: conditions on accounts, workspaces and users. */
  | 'SIGNALS'
  /** One view for each source table: renamed, cast, without internal people and repeats. */
  | 'STAGING';

/** A metric. Its description gives its meaning, and when it is null. */
export type Metric =
  /** Invitations first sent in the period that a new user followed within 30 days, among those whose window is over. */
  | 'ACCEPTED_INVITATIONS'
  /** Started accounts at the end of the period. Every account is in exactly one segment, so the segments add up to all accounts. */
  | 'ACCOUNTS_BY_SEGMENT'
  /** Accounts at the end of the month in which they started, when they have their first segment. */
  | 'ACCOUNTS_NEW_TO_SEGMENTS'
  /** Accounts with such activity in the last four weeks. */
  | 'ACCOUNTS_WITH_ACTIVITY'
  /** Accounts with a known buyer at the end of the period. */
  | 'ACCOUNTS_WITH_BUYERS'
  /** Started accounts with a known value in a component. */
  | 'ACCOUNTS_WITH_COMPONENT'
  /** Accounts with an active user in the last 28 days. */
  | 'ACCOUNTS_WITH_DEPTH'
  /** Paying accounts with headroom for expansion, whether their usage grows or not. What is unknown, such as a headcount, is no headroom. */
  | 'ACCOUNTS_WITH_HEADROOM'
  /** Accounts that have an existing workspace, companies or workspaces without one. */
  | 'ACCOUNTS_WITH_WORKSPACES'
  /** The share of the period's accounts that activated within 14 days. Null when no window is over yet. */
  | 'ACCOUNT_ACTIVATION_RATE'
  /** Active users, invitations sent or core actions in the last seven days, added up over accounts. */
  | 'ACCOUNT_ACTIVITY'
  /** The denominator of the rate, in the cohort's accounts: the whole cohort. Without a start event an account enters the cohort of the period in which its first workspace was created. */
  | 'ACCOUNT_COHORT_SIZE'
  /** Accounts created in the period whose window is over; the same at each point. */
  | 'ACCOUNT_CURVE_BASE'
  /** Accounts created in the period that had become paid by the day, among those whose window is over. */
  | 'ACCOUNT_CURVE_PAID'
  /** The share of the period's accounts that had become paid by the day. It never falls from point to point, and its last point is account_free_to_paid_rate. Null when no window is over. */
  | 'ACCOUNT_CURVE_PAID_RATE'
  /** The share of accounts with active users in which one of them used the feature in the last 28 days. Null without such accounts. */
  | 'ACCOUNT_FEATURE_ADOPTION_RATE'
  /** The share of the period's accounts that paid within 180 days of the creation of their first workspace. Null when no window is over. */
  | 'ACCOUNT_FREE_TO_PAID_RATE'
  /** Members of the workspaces of accounts at the end of the period, once in each account. */
  | 'ACCOUNT_MEMBERS'
  /** The change of account_activity over seven days. */
  | 'ACCOUNT_MOMENTUM_ABS'
  /** The change of account_activity over seven days, as a share. Null when the earlier value was less than 5. */
  | 'ACCOUNT_MOMENTUM_REL'
  /** The amount by which activity grows per week: the slope of the straight line that fits the last four weeks best, added up over accounts. Negative when activity falls. */
  | 'ACCOUNT_MOMENTUM_SLOPE_4W'
  /** New and resurrected companies per dormant company. Null without dormant companies. */
  | 'ACCOUNT_QUICK_RATIO'
  /** The number of a cohort's accounts that returned at this age, divided by the whole cohort. With retention_base previous it can exceed 1, since accounts that did not return one age earlier may return later. Null when the age is entirely in the future. */
  | 'ACCOUNT_RETENTION_RATE'
  /** Accounts whose first workspace was created in the period. */
  | 'ACCOUNT_SIGNUPS'
  /** Different companies by the number of periods with an active event. Workspaces without a company do not count. */
  | 'ACCOUNT_STICKINESS_DISTRIBUTION'
  /** Accounts that started to pay in the period. */
  | 'ACQUIRED_ACCOUNTS'
  /** Sales and marketing spend compared with the payers who started to pay in the period: spend of the same months or, with spend_lag_months, of earlier ones. */
  | 'ACQUISITION_SPEND'
  /** Companies whose first workspace was created in the period and that activated within 14 days, among those whose window is over. */
  | 'ACTIVATED_ACCOUNTS'
  /** Users who signed up in the period and activated within 168 hours, among those whose window is over. */
  | 'ACTIVATED_USERS'
  /** Users of the assigned accounts who activated in the period. */
  | 'ACTIVATED_USERS_OF_ASSIGNED_ACCOUNTS'
  /** Workspaces created in the period that activated within 14 days, among those whose window is over. */
  | 'ACTIVATED_WORKSPACES'
  /** The share of the period's sign-ups that had activated by the hour. It never falls from hour to hour, and its last point is activation_rate. Null when no window is over yet. */
  | 'ACTIVATION_CURVE_RATE'
  /** Users who signed up in the period and whose activation window is over; the same at each point. */
  | 'ACTIVATION_CURVE_SIGNUPS'
  /** Users who signed up in the period and had activated by the hour, among those whose window is over. */
  | 'ACTIVATION_CURVE_USERS'
  /** The share of the period's sign-ups that activated within 168 hours. Null when no window is over yet. */
  | 'ACTIVATION_RATE'
  /** Different companies with an active event in the period. Workspaces without a company do not count. */
  | 'ACTIVE_ACCOUNTS'
  /** Accounts with activity in a month, once for each month of the period. */
  | 'ACTIVE_ACCOUNT_MONTHS'
  /** Active events in the period. */
  | 'ACTIVE_EVENTS'
  /** Members who were active in their account in the 28 days up to the end of the period. */
  | 'ACTIVE_SEATS'
  /** Different users with an active event in the period. */
  | 'ACTIVE_USERS'
  /** Different workspaces with an active event in the period. */
  | 'ACTIVE_WORKSPACES'
  /** The median days from the first activity of the account's users to the first qualified touch, over the wins whose account was active before their first qualified touch. Null without any. */
  | 'ACTIVITY_TO_TOUCH_DAYS_P50'
  /** The days from the first activity of the account's users to the first qualified touch that 90 % of the wins whose account was active before their first qualified touch did not exceed. Null without any. */
  | 'ACTIVITY_TO_TOUCH_DAYS_P90'
  /** The mean annual contract value, by contract year and not over the whole term. By origin_motion it shows how much accounts buy without sales. Null without a contract year. */
  | 'ACV'
  /** The median annual contract value. Null without a contract year. */
  | 'ACV_P50'
  /** The annual contract value below which nine of ten contract years lie. Null without a contract year. */
  | 'ACV_P90'
  /** The annual value won within 180 days of the first touch, per qualified lead of the period, won or not. Null when no window is over. Other companies divide the wins of a month by the leads of the same month, which compares different accounts. */
  | 'ACV_PER_QUALIFIED_LEAD'
  /** Events of admin_events in the period. */
  | 'ADMIN_DEMAND_EVENTS'
  /** Different users with such an event in the period. */
  | 'ADMIN_DEMAND_USERS'
  /** The share of the payers billed by the month or quarter that moved to billing by the year, in a month; over several months, the mean. Null when none was billed so. */
  | 'ANNUAL_MOVE_RATE'
  /** Signals of the period whose time to answer is over. */
  | 'ANSWERABLE_SIGNALS'
  /** Signals of the period with a qualified touch within 30 days of the signal, among those whose time to answer is over. */
  | 'ANSWERED_SIGNALS'
  /** Monthly recurring revenue, divided by the number of paying accounts. Null when none is paying. */
  | 'ARPA'
  /** Annual recurring revenue at the end of the period: always twelve times mrr. Contracts that have not started are not included; see carr. */
  | 'ARR'
  /** The change of annual recurring revenue in the period, at all: twelve times net_new_mrr. It includes lost revenue and exchange rates. */
  | 'ARR_CHANGE'
  /** Accounts with an owner among the reps that had used a feature by the end of the period. */
  | 'ASSIGNED_ACCOUNTS'
  /** The mean number of different features that an assigned account used in the 28 days up to the end of the period. Null without assigned accounts. */
  | 'ASSIGNED_FEATURE_DEPTH'
  /** The change in the number of features used in 28 days from month end to month end, summed over the assigned accounts. The first month of an account counts from zero. */
  | 'ASSIGNED_FEATURE_DEPTH_CHANGE'
  /** Different accounts with such a conversation in the period. */
  | 'AUTHORITY_ACCOUNTS'
  /** Tags of authority_tags given to conversations in the period. */
  | 'AUTHORITY_CONVERSATIONS'
  /** The number of different active users per day, averaged over the 28 days that end with the period. */
  | 'AVERAGE_DAILY_ACTIVE_USERS'
  /** Accounts that paid 12 months before the end of the period. */
  | 'BASE_ACCOUNTS'
  /** Accounts of the base that are paying at the end of the period. */
  | 'BASE_ACCOUNTS_KEPT'
  /** The revenue of the base 12 months before the end of the period. */
  | 'BASE_MRR'
  /** The revenue of the base at the end of the period, each payer capped at its revenue 12 months before. */
  | 'BASE_MRR_KEPT'
  /** The revenue of the base at the end of the period, including expansion, with payers that left and came back. */
  | 'BASE_MRR_NOW'
  /** The amount of the invoices issued in the period, credit notes deducted, tax included. */
  | 'BILLED_AMOUNT'
  /** What has been collected by now of the invoices issued in the period, tax included. */
  | 'BILLED_AMOUNT_COLLECTED'
  /** Changes of how often a payer is billed, from one month's end to the next. */
  | 'BILLING_INTERVAL_CHANGES'
  /** People who buy for an account at the end of the period, once in each account: payers of its subscriptions, and its contacts with a buyer role. */
  | 'BUYERS'
  /** Buyers who are users of the product at the end of the period, active or not. A buyer who signs up later, or whose user is deleted by then, is none. */
  | 'BUYERS_WHO_ARE_USERS'
  /** The share of the buyers who do not use the product: 0 when all of them were active in the last 28 days. Null without a known buyer. */
  | 'BUYER_DIVERGENCE'
  /** The acquisition cost per new payer (accounts). Null without a new payer. */
  | 'CAC'
  /** The months until a cohort's cumulative gross profit reached its acquisition cost, interpolated within the last month; month 0 counts in full. 0 when the cost is zero. Null while the cost is not recovered; read it with recovered_share. */
  | 'CAC_PAYBACK_MONTHS'
  /** The months until the monthly gross profit won in the period repays the period's acquisition spend: totals on both sides, without later churn or expansion. Null when none was won. cac_payback_months is the form by cohort. */
  | 'CAC_PAYBACK_MONTHS_FORMULA'
  /** Contracted annual recurring revenue at the moment: arr plus signed contracts that have not started. Of a contract that replaces an active or signed one, only the difference is added. */
  | 'CARR'
  /** The months until the cash collected from a cohort, times its gross margin and less the cost to serve it, reached its acquisition cost, interpolated within the last month; month 0 counts in full. 0 when the cost is zero. Null while the cost is not recovered; read it with cash_recovered_share. */
  | 'CASH_PAYBACK_MONTHS'
  /** The share of a cohort's acquisition cost that its gross profit in cash has recovered so far. Null when the cost is zero. */
  | 'CASH_RECOVERED_SHARE'
  /** Accounts that stopped paying. */
  | 'CHURNED_ACCOUNTS'
  /** The lost revenue of accounts that stopped paying, as a negative amount, including the credit that replaced it. */
  | 'CHURNED_MRR'
  /** Opportunities that were won or lost in the period. */
  | 'CLOSED_OPPORTUNITIES'
  /** The share of these invitations that a new user followed within 30 days of their sending and signed up. Null when there are none. */
  | 'COHORT_ACCEPTANCE_RATE'
  /** The cohort's accounts, by the month in which they first paid. */
  | 'COHORT_ACCOUNTS'
  /** The cohort's accounts that are paying at the end of the month at this age; at age 0 the whole cohort. Null when the month has not started. */
  | 'COHORT_ACCOUNTS_KEPT'
  /** The share of a cohort's first-month revenue that remains at this age, without expansion; never more than 1 or than net retention. Null when the month has not started. */
  | 'COHORT_GROSS_REVENUE_RETENTION'
  /** The share of a cohort's accounts that are paying at this age. Null when the month has not started. */
  | 'COHORT_LOGO_RETENTION_RATE'
  /** The cohort's revenue at the end of its first month. */
  | 'COHORT_MRR'
  /** The cohort's revenue at the end of the month at this age, each payer capped at its revenue in the first month. Null when the month has not started. */
  | 'COHORT_MRR_KEPT'
  /** The cohort's revenue at the end of the month at this age, including payers that left and came back. Null when the month has not started. */
  | 'COHORT_MRR_NOW'
  /** The share of a cohort's first-month revenue that remains at this age, including expansion. Null when the month has not started. */
  | 'COHORT_NET_REVENUE_RETENTION'
  /** The amount paid in the period, for invoices of any period, tax included. A payment without a date counts at the date of issue. */
  | 'COLLECTED_AMOUNT'
  /** The share of the amount billed in the period that has been collected by now. Recent invoices may still be paid. Null when nothing was billed. */
  | 'COLLECTION_RATE'
  /** The monthly revenue that commission is paid on, over all credited increases. By default it is what exceeds the revenue that the payer had won by itself before sales first touched the account, so that reps are not paid for what the product sold; the option commission_base changes that. */
  | 'COMMISSION_BASE'
  /** Commitments of accounts, by meter, that are active at the end of the period. */
  | 'COMMITMENTS'
  /** The units that active contracts commit for their whole terms. */
  | 'COMMITTED_UNITS'
  /** Such moments in the period before which the account had active users in the 14 days that ended 14 days before. */
  | 'COMPARED_CONVERSION_MOMENTS'
  /** Existing workspaces that two or more accounts claim: the rules propose different accounts, or customers of different accounts pay. The first rule wins. */
  | 'CONFLICTING_WORKSPACES'
  /** Accounts with at least consolidation_min_payers payers at the end of the period, each with a mail address of their own, and without a contract of the company. */
  | 'CONSOLIDATION_CANDIDATES'
  /** Invoices issued in the last month of the period to the customers of accounts that are consolidation candidates at its end. Drafts and void invoices do not count. */
  | 'CONSOLIDATION_INVOICES'
  /** The monthly recurring revenue of consolidation candidates at the end of the period. */
  | 'CONSOLIDATION_MRR'
  /** The payers of consolidation candidates, by mail address. */
  | 'CONSOLIDATION_PAYERS'
  /** The price gap of a consolidation candidate: the median, over its customers, of the discount that they would get at the account's lowest price per seat; 0 when all pay the same. For several accounts the simple average. Null without two known prices per seat. */
  | 'CONSOLIDATION_PRICE_GAP'
  /** The sum of the price gaps of consolidation candidates. The price gap of an account is the median, over its customers, of the discount that they would get at the account's lowest price per seat. */
  | 'CONSOLIDATION_PRICE_GAPS'
  /** The workspaces for which customers of consolidation candidates pay. */
  | 'CONSOLIDATION_WORKSPACES'
  /** The units that accounts have consumed since their active commitments started, also above the commitment. */
  | 'CONSUMED_UNITS'
  /** Consumed units, divided by the committed units for the passed share of the term: more than 1 is ahead of schedule. Null without a commitment. */
  | 'CONSUMPTION_PACE'
  /** Consumed units as a share of the committed units. Null without a commitment. */
  | 'CONSUMPTION_UTILISATION'
  /** Accounts that pay at the end of a month and paid at the end of the month before, once for each month of the period. */
  | 'CONTINUING_PAYERS'
  /** The decrease in revenue of accounts that still pay, and increased credits, as a negative amount. */
  | 'CONTRACTION_MRR'
  /** Contract years that started in the period. */
  | 'CONTRACT_YEARS'
  /** The annual value of the contract years that started in the period. */
  | 'CONTRACT_YEAR_VALUE'
  /** Conversions within 30 days of an opportunity of the period, each attributed to one opportunity, for opportunities whose window is over. */
  | 'CONVERSIONS'
  /** Ends of trials, and uses that reached a limit, in the period. A monthly limit may be reached every month. */
  | 'CONVERSION_MOMENTS'
  /** Opportunities in the period whose conversion window is over. */
  | 'CONVERSION_OPPORTUNITIES'
  /** Conversions within 30 days of an opportunity, per opportunity; more than 1 where several follow one opportunity. Null when no window is over yet. */
  | 'CONVERSION_RATE'
  /** Buyers whose trial started in the period and that paid before it ended or within 14 days after it, among those whose window is over. */
  | 'CONVERTED_TRIALS'
  /** Core actions in the period. */
  | 'CORE_ACTIONS'
  /** core_actions in the 14 days that end with the period. */
  | 'CORE_ACTIONS_IN_TWO_WEEKS'
  /** core_actions in the seven days that end with the period. */
  | 'CORE_ACTIONS_IN_WEEK'
  /** The change of core_actions_in_week over seven days. */
  | 'CORE_ACTION_MOMENTUM_ABS'
  /** The change of core_actions_in_week over seven days, as a share. Null when the earlier week had fewer than 5. */
  | 'CORE_ACTION_MOMENTUM_REL'
  /** The cost of serving accounts in the period. The costs of all accounts and of none add up to the recorded costs. */
  | 'COST_TO_SERVE'
  /** The cost to serve by active account and month. Null without an active account. */
  | 'COST_TO_SERVE_PER_ACTIVE_ACCOUNT'
  /** All costs to serve, those of free accounts included, by paying account and month. Where payment_state is paying, only the costs of these accounts. Null without a paying account. */
  | 'COST_TO_SERVE_PER_PAYING_ACCOUNT'
  /** The cost to serve as a share of the recurring revenue of the same months. Null without revenue. */
  | 'COST_TO_SERVE_SHARE_OF_MRR'
  /** Expansion revenue credited to reps. */
  | 'CREDITED_EXPANSION_MRR'
  /** Increases in revenue credited to reps, with reactivated revenue. */
  | 'CREDITED_INCREASES'
  /** New and expansion revenue credited to reps, by the month of the increase. Reactivated revenue is not credited against a quota. */
  | 'CREDITED_MRR'
  /** New revenue credited to reps. */
  | 'CREDITED_NEW_MRR'
  /** Different users active during the period's last day. */
  | 'DAILY_ACTIVE_USERS'
  /** Monthly recurring revenue at the end of the period, by the account to which the customer belonged then. Over all accounts it equals mrr. */
  | 'DATED_MRR'
  /** The median days from the first qualified touch to the first win, over the leads won. Null when none was won. */
  | 'DAYS_FROM_LEAD_TO_WIN_P50'
  /** The median days from the start of a trial to the payment. Null when no buyer paid. */
  | 'DAYS_OF_TRIAL_TO_PAID_P50'
  /** The whole days since the limit was reached; for several workspaces, the most. Null when it is not reached. */
  | 'DAYS_SINCE_LIMIT_REACHED'
  /** The median days from the creation of an account's first workspace to its first payment, over accounts that paid; read it with account_free_to_paid_rate. Null when none did. */
  | 'DAYS_TO_ACCOUNT_PAID_P50'
  /** The median days from the creation of a workspace to its first payment, over workspaces that became paid; read it with free_to_paid_rate. Null when none did. */
  | 'DAYS_TO_PAID_P50'
  /** Qualified leads of the period whose window is over. */
  | 'DECIDED_LEADS'
  /** Events in the period that match ratio_denominator_event. */
  | 'DENOMINATOR_EVENTS'
  /** Companies active in the previous period but not in this one. */
  | 'DORMANT_ACCOUNTS'
  /** Users active in the previous period but not in this one. */
  | 'DORMANT_USERS'
  /** Companies whose first workspace was created in the period and whose window is over. */
  | 'ELIGIBLE_ACCOUNTS'
  /** Accounts whose first workspace was created in the period and whose window is over. */
  | 'ELIGIBLE_ACCOUNTS_FOR_PAID'
  /** Users who signed up in the period and whose following weeks are over. */
  | 'ELIGIBLE_FOR_HABIT'
  /** Workspaces created in the period whose window is over. */
  | 'ELIGIBLE_FOR_PAID'
  /** Users who signed up in the period and whose setup window is over. */
  | 'ELIGIBLE_FOR_SETUP'
  /** Invitations first sent in the period whose window is over. */
  | 'ELIGIBLE_INVITATIONS'
  /** Users who signed up in the period and whose activation window is over. */
  | 'ELIGIBLE_SIGNUPS'
  /** Buyers whose trial started in the period and whose window is over. */
  | 'ELIGIBLE_TRIALS'
  /** Workspaces created in the period whose activation window is over. */
  | 'ELIGIBLE_WORKSPACES'
  /** Employees of the accounts that have members and a known headcount. */
  | 'EMPLOYEES'
  /** Active seats of accounts with a known headcount; of each account at most as many as it has employees. */
  | 'EMPLOYEE_SEATS'
  /** Active seats of accounts with a known headcount, also above the headcount. */
  | 'EMPLOYEE_SEATS_UNCAPPED'
  /** The share of the expansion-qualified accounts of the period that were touched by sales within 14 days of it. Null when no window is over. */
  | 'EQA_TOUCH_RATE'
  /** The share of the expansion-qualified accounts of the period with an opportunity won within 180 days of it. Null when no window is over. */
  | 'EQA_WIN_RATE'
  /** Events that match ratio_numerator_event per event that matches ratio_denominator_event, both counted in the same period and group, by any users: not a conversion. May exceed 1. Null without events to divide by. */
  | 'EVENT_RATIO'
  /** Registered workspaces that exist as of `as_of`. */
  | 'EXISTING_WORKSPACES'
  /** The increase in revenue of accounts that paid before, and reduced credits. */
  | 'EXPANSION_MRR'
  /** Paying accounts with headroom (few of their employees active, a limit nearly used, several workspaces without a contract, or paid features unused) whose active users of 28 days are no fewer than in the 28 days before. */
  | 'EXPANSION_QUALIFIED_ACCOUNTS'
  /** The committed units for the share of each contract's days that have passed by the end of the period. */
  | 'EXPECTED_UNITS'
  /** Key features that an account's active users together used at least feature_min_uses times in the last 28 days, added up over accounts. */
  | 'FEATURES_IN_USE'
  /** Key features that a user used at least feature_min_uses times in the last 28 days, added up over active users. */
  | 'FEATURES_IN_USE_BY_USER'
  /** Different features used in the 28 days up to the end of the period, summed over the assigned accounts. A feature is an event that is not passive. */
  | 'FEATURES_USED_BY_ASSIGNED_ACCOUNTS'
  /** Accounts with an active user who used the feature in the last 28 days. */
  | 'FEATURE_ACCOUNTS'
  /** The share of active users who used the feature in the last 28 days. Null without active users. */
  | 'FEATURE_ADOPTION_RATE'
  /** Accounts with an active user in the last 28 days. */
  | 'FEATURE_BASE_ACCOUNTS'
  /** Users active in the last 28 days, in their current accounts, whether or not they used the feature. */
  | 'FEATURE_BASE_USERS'
  /** The number of key features that the active users of an account together used at least feature_min_uses times in the last 28 days; for several accounts, the mean. Null without active users. */
  | 'FEATURE_DEPTH'
  /** The mean number of key features that an active user used at least feature_min_uses times in the last 28 days. Null without active users. */
  | 'FEATURE_DEPTH_PER_USER'
  /** Active users who used the feature in the last 28 days. */
  | 'FEATURE_USERS'
  /** Started accounts that fit, with or without signals: those in an ideal-customer segment. */
  | 'FITTING_ACCOUNTS'
  /** The cost of serving accounts that had never paid by the end of the month. It is part of CAC or of the cost of goods only by option (free_cost_treatment). */
  | 'FREE_COST_TO_SERVE'
  /** The share of the cost to serve that is for accounts that had never paid. Null without a cost. */
  | 'FREE_COST_TO_SERVE_SHARE'
  /** The share of the period's workspaces that became paid within 180 days. Null when no window is over. */
  | 'FREE_TO_PAID_RATE'
  /** The change in recurring revenue due to exchange rates alone. */
  | 'FX_MRR'
  /** New, expansion and reactivation revenue, whose window_motion looks back 30 days. The sum over the motions is the same for every window. */
  | 'GAINED_MRR_30_DAYS'
  /** New, expansion and reactivation revenue, whose window_motion looks back 90 days. The sum over the motions is the same for every window. */
  | 'GAINED_MRR_90_DAYS'
  /** New, expansion and reactivation revenue, whose window_motion looks back 180 days. The sum over the motions is the same for every window. */
  | 'GAINED_MRR_180_DAYS'
  /** The share of the base's revenue that remains 12 months later, without expansion; never more than 1. Null when no payer paid 12 months before. */
  | 'GROSS_REVENUE_RETENTION'
  /** Users who signed up in the period and did the core action in at least 3 weeks, out of the 4 weeks of the calendar after the week of sign-up, among those whose weeks are over. */
  | 'HABITUAL_USERS'
  /** The share of the period's sign-ups with a habit: the core action in at least 3 weeks out of the 4 weeks of the calendar after the week of sign-up. Null when no user's weeks are over. */
  | 'HABIT_RATE'
  /** The mean score of the component's metrics, out of 100; for several accounts or components, the simple average. Null when none of its metrics is known; the component is then left out of the health score. */
  | 'HEALTH_COMPONENT_SCORE'
  /** The weighted mean of the components of the health rule, out of 100; for several accounts, the simple average. Unknown components are left out; an account with less than half of the weight known has no score and is left out of averages. Null when no account has a score. */
  | 'HEALTH_SCORE'
  /** The median hours from an opportunity to a conversion attributed to it. Null without a conversion. */
  | 'HOURS_TO_CONVERSION_P50'
  /** Buyers who were not active in their account in the 28 days up to the end of the period, and buyers who are not users. */
  | 'INACTIVE_BUYERS'
  /** Increases in revenue with a qualified touch in the window before. */
  | 'INFLUENCED_INCREASES'
  /** The whole increase in revenue, counted for every touch in the window before it. The sum exceeds the revenue; never add it to the split by motion. */
  | 'INFLUENCED_MRR'
  /** The increases in revenue, shared equally by the touches in the window before each. Never add it to the split by motion, which already contains this revenue. */
  | 'INFLUENCED_MRR_LINEAR'
  /** The increases in revenue, shared by the touches in the window before each: 40 % for the first, 40 % for the last, 20 % for those between. One touch has all, and each of two has half. Never add it to the split by motion, which already contains this revenue. */
  | 'INFLUENCED_MRR_POSITION_BASED'
  /** Qualified touches in the window before an increase in revenue. A touch counts once for each increase. */
  | 'INFLUENCING_TOUCHES'
  /** Invitations that these users sent within 30 days of signing up. */
  | 'INVITATIONS_OF_COHORT'
  /** The invitations per user within 30 days of signing up. Null when no window is over. */
  | 'INVITATIONS_PER_USER'
  /** Invitations first sent in the period, once per inviter and invited address; invitations of oneself and those revoked before acceptance are excluded. */
  | 'INVITATIONS_SENT'
  /** invitations_sent in the 14 days that end with the period. */
  | 'INVITATIONS_SENT_IN_TWO_WEEKS'
  /** invitations_sent in the seven days that end with the period. */
  | 'INVITATIONS_SENT_IN_WEEK'
  /** The share of invitations that a new user followed within 30 days. Null when no window is over. */
  | 'INVITATION_ACCEPTANCE_RATE'
  /** The change of invitations_sent_in_week over seven days. */
  | 'INVITATION_MOMENTUM_ABS'
  /** The change of invitations_sent_in_week over seven days, as a share. Null when the earlier week had fewer than 5. */
  | 'INVITATION_MOMENTUM_REL'
  /** New users who followed these invitations within 30 days of their sending and signed up. */
  | 'INVITED_SIGNUPS'
  /** The new users among them who belong to another account than the inviter. */
  | 'INVITED_SIGNUPS_ACROSS_ACCOUNTS'
  /** The new users among them who belong to the inviter's account. */
  | 'INVITED_SIGNUPS_WITHIN_ACCOUNT'
  /** Users who signed up in the period and whose windows to invite, and for invitees to accept, are over. */
  | 'INVITING_COHORT'
  /** Invoices and credit notes issued in the period. */
  | 'INVOICES_ISSUED'
  /** New users per inviting user, who followed within 30 days and signed up: invitations_per_user times cohort_acceptance_rate. Null when no window is over. Where it is 1 or more, it is no forecast. */
  | 'K_FACTOR'
  /** Invited sign-ups in other accounts, per user: virality. Null when no window is over. */
  | 'K_FACTOR_ACROSS_ACCOUNTS'
  /** Invited sign-ups within the inviter's own account, per user: expansion. Null when no window is over. */
  | 'K_FACTOR_WITHIN_ACCOUNT'
  /** Accounts with at least board_min_employees employees and board_min_active_users users active in 28 days, at the end of the period. */
  | 'LARGE_ACCOUNTS'
  /** The median growth of active users over a quarter, among large accounts with active users a quarter before. Above 0.2 it is too early to add sales. Null without such accounts. */
  | 'LARGE_ACCOUNT_GROWTH_P50'
  /** The share of the qualified leads of the period with an opportunity won within 180 days of the first touch. Null when no window is over. */
  | 'LEAD_WIN_RATE'
  /** Workspaces with usage of the meter and a limit of their plan on it. */
  | 'LIMITED_WORKSPACES'
  /** How often workspaces exceeded a limit of their plan in the period. Reaching a limit exactly does not count. */
  | 'LIMIT_CROSSINGS'
  /** The limit, in the unit of the meter; for several workspaces, the sum. */
  | 'LIMIT_QUANTITY'
  /** The usage that counts for the limit, in the unit of the meter: in total or, for a monthly limit, in the current month. */
  | 'LIMIT_USED'
  /** The usage in the last 28 days, in the unit of the meter. */
  | 'LIMIT_USED_IN_28_DAYS'
  /** The used share of the limit; for several workspaces, the usage of all divided by the limits of all. Null for a limit of 0. */
  | 'LIMIT_USED_RATIO'
  /** Accounts that stopped paying in the period, divided by those paying at its start. It is meant for months: a longer period includes payers that started and stopped within it, so it can exceed 1. Null when none was paying. */
  | 'LOGO_CHURN_RATE'
  /** The share of the base's accounts that are still paying. Null when none paid 12 months before. */
  | 'LOGO_RETENTION_RATE'
  /** The annual value of the opportunities lost in the period, renewals included, at the exchange rate of the month of the close. It is what the CRM says today. */
  | 'LOST_ARR'
  /** Opportunities that were lost in the period. */
  | 'LOST_OPPORTUNITIES'
  /** Accounts that stopped paying, in complete months. */
  | 'LOST_PAYERS'
  /** The observed value of a customer after 12 months: gross profit per original payer (accounts) in its first 12 months. Only cohorts with 12 complete months count. Null without one. */
  | 'LTV_12M'
  /** Accounts that started to pay in the period, at least 12 months ago. */
  | 'LTV_12M_ACCOUNTS'
  /** The gross profit of these accounts in their first 12 months, those that left included. */
  | 'LTV_12M_GROSS_PROFIT'
  /** The observed value of a customer after 24 months: gross profit per original payer (accounts) in its first 24 months. Only cohorts with 24 complete months count. Null without one. */
  | 'LTV_24M'
  /** Accounts that started to pay in the period, at least 24 months ago. */
  | 'LTV_24M_ACCOUNTS'
  /** The gross profit of these accounts in their first 24 months, those that left included. */
  | 'LTV_24M_GROSS_PROFIT'
  /** The observed value of a customer after 36 months: gross profit per original payer (accounts) in its first 36 months. Only cohorts with 36 complete months count. Null without one. */
  | 'LTV_36M'
  /** Accounts that started to pay in the period, at least 36 months ago. */
  | 'LTV_36M_ACCOUNTS'
  /** The gross profit of these accounts in their first 36 months, those that left included. */
  | 'LTV_36M_GROSS_PROFIT'
  /** Customer lifetime value by formula: revenue per payer and month, times gross margin, divided by the monthly logo churn of the period; at most ltv_horizon_months of it. It supposes that churn stays the same; ltv_12m and the like are observed. Null without churn, over complete months. */
  | 'LTV_FORMULA'
  /** Recurring revenue times gross margin at the end of each month, added up over the months of the period. The cost to serve is not deducted. */
  | 'MARGIN_PROFIT'
  /** Accounts that became expansion-qualified in the period and whose window to win is over. */
  | 'MATURE_EQAS'
  /** Accounts that became product-qualified in the period and whose window to win is over. */
  | 'MATURE_PQAS'
  /** Accounts that started in the period, whose window to win is over, and that did not become product-qualified in it, or not before they won. */
  | 'MATURE_UNQUALIFIED_ACCOUNTS'
  /** The median number of active events per active user. A few very active users raise the mean, not the median. Null without active users. */
  | 'MEDIAN_EVENTS_PER_ACTIVE_USER'
  /** The change of weekly_active_users over seven days. */
  | 'MOMENTUM_ABS'
  /** The change of weekly_active_users over seven days, as a share. Null when the earlier value was less than 5. */
  | 'MOMENTUM_REL'
  /** The users by which weekly_active_users grows per week: the slope of the straight line that fits its last four values best, each seven days after the one before. One unusual week moves it less than momentum_abs. Negative when usage falls. */
  | 'MOMENTUM_SLOPE_4W'
  /** Different users active during the 28 days that end with the period. */
  | 'MONTHLY_ACTIVE_USERS'
  /** The mean share of accounts that stopped paying in a month, over the months of the period. Null when none was paying. */
  | 'MONTHLY_LOGO_CHURN'
  /** Changes from billing by the month or quarter to billing by the year. */
  | 'MOVES_TO_ANNUAL'
  /** Monthly recurring revenue at the end of the period, after recurring discounts, without trials and one-off items, without metered items. Unpaid items are excluded; a contract without items in billing is included with a twelfth of its annual value. It is the sum of its items: the credit of an account reduces it. */
  | 'MRR'
  /** The change of recurring revenue of the payers in the months in which their plan or billing interval changed. It is part of expansion_mrr and contraction_mrr. */
  | 'MRR_CHANGE_WITH_PLAN_CHANGES'
  /** The sum of all movements up to the end of the period, which equals mrr. By plan it is the sum of movements of payers on that plan at the time: a payer that changes plans does not transfer earlier movements. */
  | 'MRR_FROM_MOVEMENTS'
  /** The sum of all movements. The start plus net new equals the end. */
  | 'NET_NEW_MRR'
  /** The share of the base's revenue that remains 12 months later, including expansion. Null when no payer paid 12 months before. */
  | 'NET_REVENUE_RETENTION'
  /** Accounts that became expansion-qualified in the period: paying, with headroom, and with as many active users as before, at the end of a week for the first time, or again after the cooldown. */
  | 'NEWLY_EXPANSION_QUALIFIED_ACCOUNTS'
  /** Accounts whose first workspace was created in the period and that paid within 180 days, among those whose window is over. An account that paid before is paid for at once. */
  | 'NEWLY_PAID_ACCOUNTS'
  /** Workspaces created in the period that were paid for within 180 days, among those whose window is over; a workspace created in a paying account is paid for at once. */
  | 'NEWLY_PAID_WORKSPACES'
  /** Accounts that became product-qualified in the period: they fit, and showed the signals of the qualification rule at the end of a week for the first time, or again after the cooldown. */
  | 'NEWLY_PRODUCT_QUALIFIED_ACCOUNTS'
  /** Companies active in the period for the first time. */
  | 'NEW_ACTIVE_ACCOUNTS'
  /** Users active in the period for the first time. In the first loaded period new and returning users cannot be distinguished. */
  | 'NEW_ACTIVE_USERS'
  /** Revenue of accounts that pay for the first time. */
  | 'NEW_MRR'
  /** Accounts that pay for the first time. */
  | 'NEW_PAYING_ACCOUNTS'
  /** Events in the period that match ratio_numerator_event. */
  | 'NUMERATOR_EVENTS'
  /** Reps who started in the period and have worked at least three full months. */
  | 'OBSERVED_REPS'
  /** The amount billed and not collected at the end of the period, due or not, tax included. */
  | 'OPEN_AMOUNT'
  /** Opportunities that were open at the end of the period. */
  | 'OPEN_OPPORTUNITIES'
  /** The annual value of the opportunities that were open at the end of the period, renewals included, without weights for the chance to win them. */
  | 'OPEN_PIPELINE_ARR'
  /** The median days from the creation of the opportunity in the CRM to the close, over the wins that were created before the close. It depends on how soon reps create records. Null without any. */
  | 'OPPORTUNITY_TO_CLOSE_DAYS_P50'
  /** The days from the creation of the opportunity in the CRM to the close that 90 % of the wins that were created before the close did not exceed. Null without any. */
  | 'OPPORTUNITY_TO_CLOSE_DAYS_P90'
  /** The amount billed and not collected at the end of the period, of invoices whose due date has passed, tax included. There is no grace. */
  | 'OVERDUE_AMOUNT'
  /** Invoices that were overdue at the end of the period. */
  | 'OVERDUE_INVOICES'
  /** The share of the open amount that is overdue at the end of the period. Null when nothing is open. */
  | 'OVERDUE_SHARE'
  /** The acquisition cost of the cohorts that have reached the age; for one cohort the same at each age. 0 when none has reached it. */
  | 'PAYBACK_CURVE_COST'
  /** The gross profit of the cohorts that have reached the age, from their first month up to it. 0 when none has reached it. */
  | 'PAYBACK_CURVE_PROFIT'
  /** The share of its acquisition cost that a cohort had recovered by the age. It has paid back where the whole cost is recovered; its last point is recovered_share. Null when the cost is zero, and at ages that it has not reached. */
  | 'PAYBACK_CURVE_SHARE'
  /** Accounts among continuing_payers that were billed by the month or quarter, once for each month of the period. */
  | 'PAYERS_BEFORE_ANNUAL'
  /** Accounts that pay at the end of a month, once for each month of the period. */
  | 'PAYER_MONTHS'
  /** Accounts that pay at the start of a month, once for each month of the period. */
  | 'PAYER_MONTHS_AT_RISK'
  /** Accounts with recurring revenue at the end of the period. An account with a credit is not paying. A customer or item with only discounts counts while its account is paying. */
  | 'PAYING_ACCOUNTS'
  /** Accounts that were paying at the end of a month, once for each month of the period. */
  | 'PAYING_ACCOUNT_MONTHS'
  /** Changes of the plan with most of a payer's revenue, from one month's end to the next. */
  | 'PLAN_CHANGES'
  /** Large accounts whose active users grew by at most board_plateau_growth in each of the last two quarters, while less than half of the employees are active, at the end of the period. */
  | 'PLATEAUED_ACCOUNTS'
  /** Users who returned in the first of the last three complete weeks of their cohort. */
  | 'PLATEAU_FIRST_RETURNS'
  /** Users who returned in the last complete week of their cohort. */
  | 'PLATEAU_LAST_RETURNS'
  /** The weeks among the last three complete ones of their cohort in which plateau_users returned, added up. */
  | 'PLATEAU_RETURNS'
  /** The share of the large accounts that have stopped to grow on their own. Null without large accounts. */
  | 'PLATEAU_SHARE'
  /** Users who signed up in the period, in weekly cohorts with at least three complete ages after age 0. */
  | 'PLATEAU_USERS'
  /** plateau_users in each of the last three complete weeks of their cohort, added up. */
  | 'PLATEAU_USER_WEEKS'
  /** How much less accounts consume per employee than the median of their peers, as a share of that median; negative when they consume more. Null without potential_min_peers peers, an industry or a headcount. */
  | 'POTENTIAL_GAP'
  /** The potential units that accounts did not consume. Negative above the potential. */
  | 'POTENTIAL_SHORTFALL_UNITS'
  /** What these accounts would have consumed at the median consumption per employee of their peers: the accounts of the same industry and size band that consumed the meter in these days. */
  | 'POTENTIAL_UNITS'
  /** The share of the product-qualified accounts of the period that were touched by sales within 14 days of it. Null when no window is over. */
  | 'PQA_TOUCH_RATE'
  /** The share of the product-qualified accounts of the period with an opportunity won within 180 days of it. Compare it with unqualified_win_rate. Null when no window is over. */
  | 'PQA_WIN_RATE'
  /** account_activity seven days earlier. */
  | 'PREVIOUS_ACCOUNT_ACTIVITY'
  /** weekly_active_users seven days before the end of the period. */
  | 'PREVIOUS_WEEKLY_ACTIVE_USERS'
  /** Consolidation candidates that pay a known price per seat in at least two subscriptions. */
  | 'PRICED_CONSOLIDATION_CANDIDATES'
  /** Started accounts that fit and show the signals of the qualification rule. */
  | 'PRODUCT_QUALIFIED_ACCOUNTS'
  /** Users in a fitting account with a buying signal in the last buying_signal_window_days days: an event of buying_events, or a conversation tagged with one of buying_tags. */
  | 'PRODUCT_QUALIFIED_USERS'
  /** The units consumed by the end of the commitment, when every day to come has the mean use of the last consumption_run_rate_days days. */
  | 'PROJECTED_UNITS'
  /** The projected units at the end of the commitment as a share of the committed ones. Null without a commitment. */
  | 'PROJECTED_UTILISATION'
  /** The mean of the property over the events of the period with a number in it. Null without such events. */
  | 'PROPERTY_AVERAGE'
  /** Different values of the property in the period, compared as text; a missing value is none. */
  | 'PROPERTY_DISTINCT_VALUES'
  /** Events in the period that match property_event, with or without the property. */
  | 'PROPERTY_EVENTS'
  /** Events in the period without a value in the property. They do not count in sums and averages. */
  | 'PROPERTY_MISSING'
  /** Events in the period with a value in the property that is not a number, such as a text, a list or a number with more than 20 digits. They do not count in sums and averages. */
  | 'PROPERTY_NOT_NUMERIC'
  /** Events in the period with a number in the property; those that property_sum adds up. */
  | 'PROPERTY_NUMBERS'
  /** The sum of the property over the events of the period, in the unit of the property. Events without a number in it do not count: property_not_numeric and property_missing are their number. */
  | 'PROPERTY_SUM'
  /** The sum of the property over the events of the period that have a user. */
  | 'PROPERTY_SUM_OF_USERS'
  /** The sum of the property per user with a number in it, over the events of the period that have a user. Null without such users. */
  | 'PROPERTY_SUM_PER_USER'
  /** The median over users of the sum of their property in the period. A few large values raise property_sum_per_user, not the median. Null without such users. */
  | 'PROPERTY_SUM_PER_USER_P50'
  /** Different users with an event in the period that has a number in the property. */
  | 'PROPERTY_USERS'
  /** Seats that accounts have bought at the end of the period. A subscription with several items has the seats of the item with the most. */
  | 'PURCHASED_SEATS'
  /** Accounts with their first qualified touch in the period. */
  | 'QUALIFIED_LEADS'
  /** Reps with a quota who were employed for a full month of the period. */
  | 'QUOTA_CARRYING_REPS'
  /** Reps who started in the period and whose attainment has reached the target as a mean over three months. */
  | 'RAMPED_REPS'
  /** The share of the reps who started in the period and whose attainment has reached the target. It grows with the age of the reps. Null when none has worked three full months. */
  | 'RAMPED_REP_SHARE'
  /** Accounts that paid, stopped, and pay again, however soon. */
  | 'REACTIVATED_ACCOUNTS'
  /** The whole revenue of accounts that paid, stopped, and pay again. */
  | 'REACTIVATION_MRR'
  /** Users active in the last 28 days, in their current accounts. */
  | 'RECENTLY_ACTIVE_USERS'
  /** The units that accounts with enough peers consumed in the consumption_run_rate_days days up to the end of the period. */
  | 'RECENT_UNITS'
  /** The share of a cohort's acquisition cost that its gross profit has recovered so far. Null when the cost is zero. */
  | 'RECOVERED_SHARE'
  /** The part of dated_mrr of customers that belong to another account today: mrr shows it there. */
  | 'RELOCATED_MRR'
  /** Contracts that end in the 90 days after the day of `as_of` and have no successor, without contracts that renew automatically. */
  | 'RENEWALS_DUE'
  /** The annual value of the contracts that end in the 90 days after the day of `as_of` and have no successor, without contracts that renew automatically. */
  | 'RENEWALS_DUE_ARR'
  /** The credited revenue of the reps, divided by their quotas. By tenure_month it is the ramp curve. Null without a quota. */
  | 'REP_ATTAINMENT'
  /** The median attainment over reps and months. By tenure_month it is the ramp curve of the median rep. */
  | 'REP_ATTAINMENT_P50'
  /** New and expansion revenue credited to these reps in these months. */
  | 'REP_CREDITED_MRR'
  /** The quotas of all full months of employment in the period. Today's quota counts for all months. */
  | 'REP_QUOTA'
  /** The median tenure month in which reps reached the target: the last of the first three full months in a row whose mean attainment was at least rep_ramp_target. It is 3 at best. Reps who have not reached it do not count; read it with ramped_rep_share. Null when none has. */
  | 'REP_RAMP_MONTHS'
  /** Accounts whose revenue at the end of the period differs from their revenue when its last month was closed. */
  | 'RESTATED_ACCOUNTS'
  /** The recurring revenue at the end of the period as known now, minus the revenue when its last month was closed; negative when it is less now. */
  | 'RESTATED_MRR'
  /** Companies active in the period and earlier, but not in the previous one. */
  | 'RESURRECTED_ACCOUNTS'
  /** Users active in the period and earlier, but not in the previous one. */
  | 'RESURRECTED_USERS'
  /** Companies active in the period and in the previous one. */
  | 'RETAINED_ACCOUNTS'
  /** The cohort's accounts that returned at this age; at age 0, the whole cohort. Null when the age is entirely in the future. */
  | 'RETAINED_ACCOUNTS_BY_AGE'
  /** Users active in the period and in the previous one. */
  | 'RETAINED_USERS'
  /** The cohort's users that returned at this age; at age 0, the whole cohort. Null when the age is entirely in the future. */
  | 'RETAINED_USERS_BY_AGE'
  /** The cohort's workspaces that returned at this age; at age 0, the whole cohort. Null when the age is entirely in the future. */
  | 'RETAINED_WORKSPACES_BY_AGE'
  /** 1 when the retention curve has flattened: retention_plateau_slope is at least minus 0.01; else 0. Null without cohorts of that age. */
  | 'RETENTION_FLATTENS'
  /** The level of the retention curve: the mean of user_retention_rate over the last three complete ages of each weekly sign-up cohort; over several cohorts weighted by their users. Null without such cohorts. */
  | 'RETENTION_PLATEAU'
  /** The change per week of user_retention_rate over the last three complete ages, by the straight line that fits them best. Negative while the curve still falls. Null without cohorts of that age. */
  | 'RETENTION_PLATEAU_SLOPE'
  /** Monthly recurring revenue of all started accounts at the end of the period, the base of the shares below. */
  | 'REVENUE_OF_ACCOUNTS'
  /** Gained revenue per unit of lost revenue. Null when no revenue was lost. */
  | 'REVENUE_QUICK_RATIO'
  /** Monthly recurring revenue, at the end of the period, of accounts none of whose payers was an active user in 28 days. It counts people who pay for subscriptions; the class `separate` of buyer_class also counts contacts who buy, and does not ask for activity. */
  | 'REVENUE_WITH_SEPARATE_BUYERS'
  /** Monthly recurring revenue, at the end of the period, of accounts with at least three different payers. */
  | 'REVENUE_WITH_SEVERAL_PAYERS'
  /** People in the relevant role, such as designers, at the accounts that have members and a known number of them. */
  | 'ROLE_HEADCOUNT'
  /** Active seats as a share of the people in the relevant role; it cannot exceed 1. Accounts without that headcount are left out. Null when no account has one. */
  | 'ROLE_PENETRATION'
  /** Active seats for each person in the relevant role; more than 1 where others use the product too. Null when no account has that headcount. */
  | 'ROLE_PENETRATION_UNCAPPED'
  /** Active seats of accounts with a known headcount of the role; of each account at most that headcount. */
  | 'ROLE_SEATS'
  /** Active seats of accounts with a known headcount of the role, also above it. */
  | 'ROLE_SEATS_UNCAPPED'
  /** Monthly recurring revenue at the end of the period, as known now. */
  | 'SAID_NOW'
  /** Monthly recurring revenue at the end of the period, as recorded when its last month was closed. Without a record, and with options that change recurring revenue, as today's definitions give it for what was known then. */
  | 'SAID_THEN'
  /** The change of annual recurring revenue per unit of sales and marketing spend of 3 months before: by quarter and with 3, of the previous quarter. Negative when revenue was lost. Null without spend. */
  | 'SALES_EFFICIENCY'
  /** Sales and marketing spend, 3 months before the months of the period. */
  | 'SALES_EFFICIENCY_SPEND'
  /** Accounts whose first signal came in the period: a workspace crossed a limit of its plan for the first time. */
  | 'SALES_SIGNALS'
  /** Signals of the period with a qualified touch later on the same calendar day, in the time zone of the query, since the data do not have that of the owner. */
  | 'SAME_DAY_TOUCHES'
  /** The share of the signals of the period with a qualified touch later on the same calendar day, in the time zone of the query. Null when no day is over. */
  | 'SAME_DAY_TOUCH_RATE'
  /** Started accounts that have a health score. */
  | 'SCORED_ACCOUNTS'
  /** The share of the employees who have an active seat; it cannot exceed 1. Accounts without a headcount are left out. Null when no account has one. */
  | 'SEAT_PENETRATION'
  /** Active seats per employee; more than 1 where contractors or second mail addresses have seats. Null when no account has a headcount. */
  | 'SEAT_PENETRATION_UNCAPPED'
  /** The share of the purchased seats that are active; it cannot exceed 1. Null without purchased seats. */
  | 'SEAT_UTILISATION'
  /** Active seats for each purchased seat; more than 1 where an account uses more seats than it has bought. Null when no seat was bought. */
  | 'SEAT_UTILISATION_UNCAPPED'
  /** Accounts whose segment at the end of a month differs from that of the month before; by previous_segment and segment, the movements between them. */
  | 'SEGMENT_MOVEMENTS'
  /** The share of the monthly recurring revenue in accounts none of whose payers was an active user in 28 days. Null without revenue. */
  | 'SEPARATE_BUYERS_REVENUE_SHARE'
  /** Recurring revenue at the end of each month, added up over the months of the period. */
  | 'SERVED_MRR'
  /** The share of the period's sign-ups that set up within 168 hours. Null when no window is over. */
  | 'SETUP_RATE'
  /** Users who signed up in the period and set up within 168 hours, among those whose window is over. */
  | 'SET_UP_USERS'
  /** The share of the monthly recurring revenue in accounts with at least three different payers. Null without revenue. */
  | 'SEVERAL_PAYERS_REVENUE_SHARE'
  /** Started accounts that show the signals of the qualification rule, whether they fit or not. */
  | 'SIGNALLING_ACCOUNTS'
  /** Signals of the period whose calendar day is over. */
  | 'SIGNALS_WITH_WHOLE_DAY'
  /** The share of the signals of the period with a qualified touch within 30 days of the signal. Null when no time to answer is over. */
  | 'SIGNAL_RESPONSE_RATE'
  /** The median hours from a signal of the period to the first qualified touch at or after it, over the answered signals. Read it with signal_response_rate. Null when none was answered. */
  | 'SIGNAL_TO_TOUCH_HOURS_P50'
  /** The hours from a signal of the period to the first qualified touch at or after it that 90 % of the answered signals did not exceed. Null when none was answered. */
  | 'SIGNAL_TO_TOUCH_HOURS_P90'
  /** Users who signed up in the period. Two registrations with one mail address are one user, who signed up with the first one. */
  | 'SIGNUPS'
  /** The median days from the sign-up of the account to the close, over the wins whose account had signed up before the close. Accounts sign up with their first workspace. Null without any. */
  | 'SIGNUP_TO_CLOSE_DAYS_P50'
  /** The days from the sign-up of the account to the close that 90 % of the wins whose account had signed up before the close did not exceed. Null without any. */
  | 'SIGNUP_TO_CLOSE_DAYS_P90'
  /** Monthly recurring revenue at the start of the period. */
  | 'STARTING_MRR'
  /** Accounts with recurring revenue at the start of the period. */
  | 'STARTING_PAYING_ACCOUNTS'
  /** Different users by the number of periods in the query's range in which they were active. The grain is the length of a period. */
  | 'STICKINESS_DISTRIBUTION'
  /** Average_daily_active_users divided by monthly_active_users, which is the share of the 28 days that end with the period on which monthly active users are active. Null without monthly active users. */
  | 'STICKINESS_RATIO'
  /** Accounts that became product-qualified in the period and were still so at the end of the last week. */
  | 'STILL_PRODUCT_QUALIFIED_ACCOUNTS'
  /** The median hours from sign-up to activation, over users who activated; read it with activation_rate. Null when no user activated. */
  | 'TIME_TO_VALUE_HOURS_P50'
  /** The 90th percentile of the hours from sign-up to activation, over users who activated. Null when no user activated. */
  | 'TIME_TO_VALUE_HOURS_P90'
  /** Accounts that became expansion-qualified in the period and whose window for a touch is over. */
  | 'TOUCHABLE_EQAS'
  /** Accounts that became product-qualified in the period and whose window for a touch is over. */
  | 'TOUCHABLE_PQAS'
  /** Accounts that became expansion-qualified in the period and were touched by sales within 14 days of it, among those whose window is over. */
  | 'TOUCHED_EQAS'
  /** Accounts that became product-qualified in the period and were touched by sales within 14 days of it, among those whose window is over. */
  | 'TOUCHED_PQAS'
  /** The mean number of qualified touches in the window before an increase in revenue, over the increases with any. Null without any. */
  | 'TOUCHES_PER_INFLUENCED_INCREASE'
  /** The median days from the first qualified touch to the close, over the wins with a qualified touch before the close. Null without any. */
  | 'TOUCH_TO_CLOSE_DAYS_P50'
  /** The days from the first qualified touch to the close that 90 % of the wins with a qualified touch before the close did not exceed. Null without any. */
  | 'TOUCH_TO_CLOSE_DAYS_P90'
  /** The share of the period's trials with a payment before they ended or within 14 days after it. Null when no window is over. */
  | 'TRIAL_CONVERSION_RATE'
  /** Buyers whose trial started in the period. */
  | 'TRIAL_STARTS'
  /** The amount of the invoices issued in the period that are marked as uncollectible, tax included. */
  | 'UNCOLLECTIBLE_AMOUNT'
  /** The share of the existing workspaces for which no rule found an account. Null without a workspace. */
  | 'UNLINKED_SHARE'
  /** Existing workspaces for which no rule found an account, each an account of its own. */
  | 'UNLINKED_WORKSPACES'
  /** The share of the accounts that started in the period and did not become product-qualified with an opportunity won within 180 days of their start. Null when no window is over. */
  | 'UNQUALIFIED_WIN_RATE'
  /** The median change of the account's weekly active users from the earlier 14 days to the last 14 days before such a moment, as a share. Null when there was no earlier usage. */
  | 'USAGE_CHANGE_BEFORE_CONVERSION_P50'
  /** Such moments in the period before which the account's weekly active users fell by more than usage_fall_share in 14 days. */
  | 'USAGE_DIPS'
  /** The share of such moments before which usage fell, among those with earlier usage. Null when there are none. */
  | 'USAGE_DIP_RATE'
  /** Active seats of accounts that have bought seats; of each account at most as many as it has bought. */
  | 'USED_SEATS'
  /** Active seats of accounts that have bought seats, also above the purchased ones. */
  | 'USED_SEATS_UNCAPPED'
  /** Users in a fitting account, with or without a buying signal: one in an ideal-customer segment. */
  | 'USERS_IN_FITTING_ACCOUNTS'
  /** The denominator of the rate, in the cohort's users: the whole cohort. */
  | 'USER_COHORT_SIZE'
  /** New and resurrected users per dormant user. Null without dormant users. */
  | 'USER_QUICK_RATIO'
  /** The number of a cohort's users that returned at this age, divided by the whole cohort. With retention_base previous it can exceed 1, since users that did not return one age earlier may return later. Null when the age is entirely in the future. */
  | 'USER_RETENTION_RATE'
  /** The median days from an inviter's sign-up to that of the new user. Null without a new user. */
  | 'VIRAL_CYCLE_DAYS_P50'
  /** Different users active during the 7 days that end with the period. */
  | 'WEEKLY_ACTIVE_USERS'
  /** weekly_active_users 14 days before the end of the period. */
  | 'WEEKLY_ACTIVE_USERS_14D_BEFORE'
  /** weekly_active_users 21 days before the end of the period. */
  | 'WEEKLY_ACTIVE_USERS_21D_BEFORE'
  /** Opportunities won in the period with a clock that would be negative: closed before the sign-up, the creation or the first touch, or touched before the first activity. In sales-led accounts the product often comes last; elsewhere it is an error in the data. */
  | 'WINS_OUT_OF_ORDER'
  /** Opportunities won in the period whose account was active before their first qualified touch. */
  | 'WINS_WITH_ACTIVITY_CLOCK'
  /** Opportunities won in the period that were created before the close. */
  | 'WINS_WITH_OPPORTUNITY_CLOCK'
  /** Opportunities won in the period whose account had signed up before the close. */
  | 'WINS_WITH_SIGNUP_CLOCK'
  /** Opportunities won in the period with a qualified touch before the close. */
  | 'WINS_WITH_TOUCH_CLOCK'
  /** The share of the opportunities closed in the period that were won. Open ones do not count. Null when none was closed. */
  | 'WIN_RATE'
  /** The annual value of the opportunities won in the period, renewals included, at the exchange rate of the month of the close. It is what the CRM says today; see arr for revenue. */
  | 'WON_ARR'
  /** The annual value of the opportunities won within 180 days of the first touch of the leads of the period, among those whose window is over. Renewals do not count. */
  | 'WON_ARR_OF_LEADS'
  /** Accounts that became expansion-qualified in the period with an opportunity won within 180 days of it, among those whose window is over. */
  | 'WON_EQAS'
  /** The monthly gross profit that the period added: the revenue of new payers and, by option, expansion, times gross margin. */
  | 'WON_GROSS_PROFIT'
  /** Qualified leads of the period with an opportunity won within 180 days of the first touch, among those whose window is over. Renewals do not count. */
  | 'WON_LEADS'
  /** Opportunities that were won in the period. */
  | 'WON_OPPORTUNITIES'
  /** Accounts that became product-qualified in the period with an opportunity won within 180 days of it, among those whose window is over. */
  | 'WON_PQAS'
  /** Accounts among them with an opportunity won within 180 days of their start. */
  | 'WON_UNQUALIFIED_ACCOUNTS'
  /** Workspaces that at the end of the period have used at least the share limit_approaching_share of a limit of their plan, including those at or over the limit. */
  | 'WORKSPACES_APPROACHING_LIMIT'
  /** Workspaces that at the end of the period have reached a limit of their plan, including those over the limit. */
  | 'WORKSPACES_AT_LIMIT'
  /** Workspaces that at the end of the period exceed a limit of their plan. */
  | 'WORKSPACES_OVER_LIMIT'
  /** The mean number of existing workspaces of an account. Null without a workspace. */
  | 'WORKSPACES_PER_ACCOUNT'
  /** The share of the period's workspaces that activated within 14 days. Null when no window is over yet. */
  | 'WORKSPACE_ACTIVATION_RATE'
  /** The denominator of the rate, in the cohort's workspaces: the whole cohort. */
  | 'WORKSPACE_COHORT_SIZE'
  /** Workspaces created in the period whose window is over; the same at each point. */
  | 'WORKSPACE_CURVE_BASE'
  /** Workspaces created in the period that had become paid by the day, among those whose window is over. */
  | 'WORKSPACE_CURVE_PAID'
  /** The share of the period's workspaces that had become paid by the day. It never falls from point to point, and its last point is free_to_paid_rate. Null when no window is over. */
  | 'WORKSPACE_CURVE_PAID_RATE'
  /** The number of a cohort's workspaces that returned at this age, divided by the whole cohort. With retention_base previous it can exceed 1, since workspaces that did not return one age earlier may return later. Null when the age is entirely in the future. */
  | 'WORKSPACE_RETENTION_RATE'
  /** Workspaces created in the period. */
  | 'WORKSPACE_SIGNUPS'
  /** Different workspaces by the number of periods with an active event. */
  | 'WORKSPACE_STICKINESS_DISTRIBUTION';

/** A condition on the value of a metric. */
export type MetricFilterInput = {
  /** The condition on its value. */
  readonly is: DecimalFilterInput;
  /** The metric, in its canonical definition; one that can be grouped by account. */
  readonly name: Metric;
};

/** How a metric is computed. */
export type MetricKind =
  /** The mean over the days of a window of a daily count of actors. */
  | 'AVERAGE_DAILY'
  /** The mean of a value. */
  | 'AVG'
  /** A balance at a moment, such as revenue at the end of a month. */
  | 'BALANCE'
  /** Actors who converted within a window after a starting event. */
  | 'CONVERSION'
  /** The number of rows. */
  | 'COUNT'
  /** Distinct values, exactly. */
  | 'COUNT_DISTINCT'
  /** Another metric over a longer time range than the period, such as all time up to its end. */
  | 'CUMULATIVE'
  /** A formula over other metrics. */
  | 'DERIVED'
  /** Actors by the number of different periods in which they were active. */
  | 'DISTRIBUTION'
  /** Actors by their activity in this and the previous period: new, retained, resurrected, dormant. */
  | 'LIFECYCLE'
  /** The largest value. */
  | 'MAX'
  /** The median over actors of their number of rows, or of their sum of a value. */
  | 'MEDIAN_BY_ACTOR'
  /** The smallest value. */
  | 'MIN'
  /** A change of a balance: opening balance plus all movements equals closing balance. */
  | 'MOVEMENT'
  /** The time until a cohort has recovered its acquisition cost. */
  | 'PAYBACK'
  /** A percentile of a value. */
  | 'PERCENTILE'
  /** One metric divided by another. */
  | 'RATIO'
  /** The retained actors of a cohort, by age. */
  | 'RETENTION'
  /** The sum of a value. */
  | 'SUM'
  /** Distinct actors in a window that ends with the period. */
  | 'TRAILING';

/** A metric with an alias, or with conditions. */
export type MetricRequestInput = {
  /** The column's name in the result. Without it, the metric's name; names must be unique. */
  readonly alias?: string | null | undefined;
  /** The metric. */
  readonly metric: Metric;
  /**
   * The time range of each value instead of the period: `all_time` (up to the end of the period), `year_to_date`,
   * `quarter_to_date`, `month_to_date`, `week_to_date`, or a trailing length such as `28 days`. Or the values of
   * several periods: `average of 7 days`, `minimum of 7 days`, `maximum of 7 days`, which end with the period and are
   * null unless all of them have a value; and, for ratios, `product of 12 months`, which compounds them. Null: the period.
   */
  readonly over?: string | null | undefined;
  /** Conditions for this metric, in addition to those of the query. */
  readonly where?: ReadonlyArray<FilterInput>;
};

/** A query: metrics, by dimensions, over time. */
export type MetricsInput = {
  /** The `endCursor` of the previous page. */
  readonly after?: string | null | undefined;
  /** Records known later are excluded. Without it, the last loaded moment. */
  readonly asOf?: string | null | undefined;
  /** Dimensions to group by: one row for each combination of their values. Without any, one row for each period. */
  readonly by?: ReadonlyArray<Dimension>;
  /**
   * Whether to return rows per cohort, or one averaged row per age. Averages are over rates of complete cells only, so
   * cohorts that are too young are excluded.
   */
  readonly cohorts?: CohortForm;
  /** Metrics with an alias or with conditions; their columns follow those of `metrics`. */
  readonly columns?: ReadonlyArray<MetricRequestInput>;
  /**
   * Earlier periods to compare each one with, in additional columns: `previous`, or a distance such as `1 year`.
   * Requires a grain.
   */
  readonly compareTo?: ReadonlyArray<string>;
  /** The largest number of rows. Without it, all rows, up to the limit of cells. */
  readonly first?: number | null | undefined;
  /**
   * Whether to compute from the source tables as they are now, with records that arrived since the last refresh. It takes
   * longer: nothing stored is read. Not together with `asOf`.
   */
  readonly fresh?: boolean;
  /** The length of a period. Without it there is one period, from the first day to the last. */
  readonly grain?: Grain | null | undefined;
  /** Conditions on the numbers of a row; conditions on dimensions go into `where`. */
  readonly having?: ReadonlyArray<ColumnConditionInput>;
  /**
   * Dimensions with a list of values to show. All other values become one group named `(other)` or, when a value has that
   * name, `(other 2)` and so on; `others` of the result has the name.
   */
  readonly keep?: ReadonlyArray<KeepInput>;
  /** Metrics, each under its own name. At least one is required here or in `columns`. */
  readonly metrics?: ReadonlyArray<Metric>;
  /**
   * Business parameters to override in this query. Each one is listed under `deviations` and changes the definition
   * hash.
   */
  readonly options?: ReadonlyArray<OptionInput>;
  /** The order of the rows, most significant column first. Without it: period, then dimensions, ascending. */
  readonly orderBy?: ReadonlyArray<ColumnOrderInput>;
  /** How the first and the last period are counted when the range, or `asOf`, leaves days of them out. */
  readonly partial?: PartialPeriods;
  /**
   * Whether to add numerator and denominator after each ratio, and after each cohort metric also its maturity or, in an
   * average, its number of cohorts.
   */
  readonly parts?: boolean;
  /** The range of days. Without it, all records known at `asOf`. */
  readonly period?: PeriodInput | null | undefined;
  /** Whether to compute `subtotals`. */
  readonly subtotals?: boolean;
  /**
   * The IANA name of the time zone of days, weeks and months. Without it, the business parameter
   * `time_zone`.
   */
  readonly timeZone?: string | null | undefined;
  /** Period-to-date: whether to truncate every period at the same elapsed time as the period of `asOf`. */
  readonly toDate?: boolean;
  /** Lists the values with the highest total of a metric over all periods. Null: all values are listed. */
  readonly top?: TopInput | null | undefined;
  /** Whether to compute `totals`. */
  readonly totals?: boolean;
  /** Conditions on the rows of all metrics. */
  readonly where?: ReadonlyArray<FilterInput>;
};

/** An override of a business parameter: `{ name: "core_action", value: "commit" }`. */
export type OptionInput = {
  /** The parameter's name, as `catalog { parameters { name } }` lists them. */
  readonly name: string;
  /** The value, of the parameter's type. Null is valid only for parameters that define it. */
  readonly value?: unknown;
};

/** How a period is counted of which the range, or `asOf`, leaves days out. */
export type PartialPeriods =
  /** It is left out. */
  | 'DROP'
  /**
   * Only its days within the range are counted, and the column `is_partial` marks it. Rejected where a part has no value of
   * its own, such as for growth accounting and monthly facts.
   */
  | 'KEEP'
  /** The query is rejected, with the bounds of whole periods. */
  | 'REJECT'
  /** Whole, as if the range began and ended with periods. */
  | 'WHOLE';

/** The days of a query, both included. With a grain, the whole periods of these days. */
export type PeriodInput = {
  /** The first day. Without it, the first day with data. */
  readonly from?: string | null | undefined;
  /**
   * A relative period as of `asOf`, instead of both days: `last 12 months` (whole ones), `this quarter` (the current
   * one), `yesterday`. Null: use the days.
   */
  readonly relative?: string | null | undefined;
  /** The last day. Without it, the day of `asOf`. */
  readonly to?: string | null | undefined;
};

/** The keys of the rows of a metric, next to its dimensions. */
export type ResultShape =
  /** Cohorts and ages. */
  | 'COHORT'
  /** Cohorts, without ages. */
  | 'COHORT_SUMMARY'
  /** Numbers of active periods. */
  | 'DISTRIBUTION'
  /** Periods. */
  | 'SERIES';

/** The rule that assigned a workspace to its account; the first matching rule wins. */
export type RollUpMethod =
  /** Its customer is linked to a company in the CRM. */
  | 'CRM_LINK'
  /** The only account in its events. */
  | 'EVENTS'
  /** Explicit in the workspace or its billing. */
  | 'EXPLICIT'
  /** The creator's recorded employer at creation time. */
  | 'IDENTITY_OVERRIDE'
  /** The mail domain of most members. */
  | 'MEMBER_MAJORITY'
  /** No match: the workspace is its own account. */
  | 'NONE'
  /** The mail domain of the creator. */
  | 'OWNER_DOMAIN'
  /** Its claimed mail domain belongs to a company. */
  | 'WORKSPACE_DOMAIN';

/** The relations that were read. The numbers are the same. */
export type ServedFrom =
  /** The definitions, computed for this query. */
  | 'BASE'
  /** Stored aggregates. */
  | 'ROLLUP'
  /** Views with stored results. */
  | 'STORED';

/** A team that acts on signals. */
export type SignalActor =
  /** Product. */
  | 'PRODUCT'
  /** Sales. */
  | 'SALES'
  /** Customer success. */
  | 'SUCCESS';

/** How soon a signal should be acted on. */
export type SignalSeverity =
  /** The same day. */
  | 'HIGH'
  /** In the next weeks. */
  | 'LOW'
  /** This week. */
  | 'MEDIUM';

/** What a signal is about. */
export type SignalSubject =
  /** An account. */
  | 'ACCOUNT'
  /** A user. */
  | 'USER'
  /** A workspace. */
  | 'WORKSPACE';

/**
 * A condition on a text; exactly one operator. Text is compared exactly, including case. A list of
 * values is a set: repeated values count once, and their order does not affect the result.
 */
export type TextFilterInput =
  {   /** Contains this text, ignoring case. */
  readonly contains: string; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never;   /** Equal to this text. */
  readonly eq: string; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never;   /** Equal to one of these. */
  readonly in: ReadonlyArray<string>; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly in?: never;   /** True: null. False: not null. */
  readonly isNull: boolean; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never;   /** Not equal to this text; true for null. */
  readonly ne: string; readonly notIn?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never;   /** Not equal to any of these; true for null. */
  readonly notIn: ReadonlyArray<string>; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never;   /** Starts with this text, ignoring case. */
  readonly startsWith: string; };

/** The values of a dimension with the highest values of a metric. */
export type TopInput = {
  /** The metric, or alias, to rank by. Null: the first one in the query. */
  readonly by?: string | null | undefined;
  /** The number of values to list. */
  readonly count: number;
  /** A text dimension in `by`. */
  readonly dimension: Dimension;
};

/** The unit of a metric. */
export type Unit =
  /** A count of objects or people. */
  | 'COUNT'
  /** A duration in days. */
  | 'DAYS'
  /** A duration in hours. */
  | 'HOURS'
  /** An amount in the reporting currency. */
  | 'MONEY'
  /** A duration in months. */
  | 'MONTHS'
  /** A measured quantity, such as consumed units, which may be a fraction. */
  | 'QUANTITY'
  /** A share or quotient; 0.25 is a quarter. */
  | 'RATIO'
  /** Points on a scale defined by the metric. */
  | 'SCORE';

export type ListedHealthQueryVariables = Exact<{
  first: number;
  keys: ReadonlyArray<string> | string;
}>;


export type ListedHealthQuery = { readonly accounts: { readonly nodes: ReadonlyArray<{ readonly key: string, readonly health: { readonly score: string | null, readonly band: string | null } | null }> } | null };

export type ListedSegmentQueryVariables = Exact<{
  first: number;
  keys: ReadonlyArray<string> | string;
}>;


export type ListedSegmentQuery = { readonly accounts: { readonly nodes: ReadonlyArray<{ readonly key: string, readonly segment: { readonly segment: string } | null }> } | null };

export type ListedRevenueQueryVariables = Exact<{
  first: number;
  keys: ReadonlyArray<string> | string;
}>;


export type ListedRevenueQuery = { readonly accounts: { readonly nodes: ReadonlyArray<{ readonly key: string, readonly recurringRevenue: { readonly mrr: string } | null }> } | null };

export type ListedSignalsQueryVariables = Exact<{
  first: number;
  keys: ReadonlyArray<string> | string;
}>;


export type ListedSignalsQuery = { readonly accounts: { readonly nodes: ReadonlyArray<{ readonly key: string, readonly signals: { readonly nodes: ReadonlyArray<{ readonly signal: string }>, readonly pageInfo: { readonly hasNextPage: boolean } } | null }> } | null };

export type AccountListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  where: ReadonlyArray<AccountFilterInput> | AccountFilterInput;
  orderBy?: ReadonlyArray<AccountOrderInput> | AccountOrderInput | null | undefined;
}>;


export type AccountListQuery = { readonly accounts: { readonly totalCount: string | number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly key: string, readonly name: string | null, readonly kind: AccountKind, readonly industry: string | null, readonly country: string | null, readonly icpSegment: string | null, readonly sizeBand: string | null, readonly employeeCount: string | number | null, readonly ownerRepId: string | null, readonly createdAt: string | null }> } | null };

export type AccountHeadQueryVariables = Exact<{
  id: string;
}>;


export type AccountHeadQuery = { readonly account: { readonly key: string, readonly name: string | null, readonly kind: AccountKind, readonly industry: string | null, readonly country: string | null, readonly icpSegment: string | null, readonly sizeBand: string | null, readonly employeeCount: string | number | null, readonly roleHeadcount: string | number | null, readonly ownerRepId: string | null, readonly createdAt: string | null, readonly parent: { readonly key: string, readonly name: string | null } | null } | null };

export type AccountHealthQueryVariables = Exact<{
  id: string;
}>;


export type AccountHealthQuery = { readonly account: { readonly health: { readonly score: string | null, readonly band: string | null, readonly trend: string | null, readonly components: ReadonlyArray<{ readonly component: string, readonly weight: string, readonly score: string | null }> } | null } | null };

export type AccountSegmentQueryVariables = Exact<{
  id: string;
}>;


export type AccountSegmentQuery = { readonly account: { readonly segment: { readonly segment: string, readonly previousSegment: string | null, readonly planState: string } | null } | null };

export type AccountRevenueQueryVariables = Exact<{
  id: string;
}>;


export type AccountRevenueQuery = { readonly account: { readonly recurringRevenue: { readonly mrr: string, readonly plan: string | null, readonly originMotion: string | null, readonly months: ReadonlyArray<{ readonly month: string, readonly mrr: string }>, readonly motions: ReadonlyArray<{ readonly motion: string, readonly mrr: string }> } | null } | null };

export type AccountSeatsQueryVariables = Exact<{
  id: string;
}>;


export type AccountSeatsQuery = { readonly account: { readonly seats: { readonly members: string | number, readonly activeSeats: string | number, readonly purchasedSeats: string | null, readonly employees: string | number | null, readonly roleHeadcount: string | number | null, readonly penetration: string | null, readonly utilisation: string | null } | null } | null };

export type AccountPeopleQueryVariables = Exact<{
  id: string;
}>;


export type AccountPeopleQuery = { readonly account: { readonly people: { readonly users: string | number, readonly activeUsers: string | number, readonly champions: string | number, readonly buyers: string | number, readonly buyersWhoAreUsers: string | number, readonly buyerClass: string | null } | null } | null };

export type AccountUsersQueryVariables = Exact<{
  id: string;
}>;


export type AccountUsersQuery = { readonly account: { readonly users: { readonly totalCount: string | number, readonly nodes: ReadonlyArray<{ readonly key: string, readonly name: string | null, readonly email: string | null, readonly jobTitle: string | null, readonly createdAt: string | null }> } | null } | null };

export type AccountBuyersQueryVariables = Exact<{
  id: string;
}>;


export type AccountBuyersQuery = { readonly account: { readonly buyers: { readonly totalCount: string | number, readonly nodes: ReadonlyArray<{ readonly key: string, readonly payerEmail: string | null, readonly isUser: boolean, readonly workspace: { readonly key: string, readonly name: string | null } | null }> } | null } | null };

export type AccountChampionsQueryVariables = Exact<{
  id: string;
}>;


export type AccountChampionsQuery = { readonly signals: { readonly nodes: ReadonlyArray<{ readonly subjectKey: string }> } | null };

export type AccountContractsQueryVariables = Exact<{
  id: string;
}>;


export type AccountContractsQuery = { readonly account: { readonly contracts: { readonly limits: ReadonlyArray<{ readonly workspaceId: string, readonly meter: string, readonly plan: string | null, readonly state: string, readonly used: string, readonly limit: string, readonly projectedReachOn: string | null }>, readonly consumption: ReadonlyArray<{ readonly meter: string, readonly state: string | null, readonly committed: string, readonly expected: string | null, readonly consumed: string, readonly projected: string | null, readonly endsOn: string | null, readonly exhaustsOn: string | null }>, readonly renewals: ReadonlyArray<{ readonly contractId: string, readonly renewalOn: string, readonly arr: string | null, readonly hasOpenExpansion: boolean }> } | null } | null };

export type AccountWorkspacesQueryVariables = Exact<{
  id: string;
}>;


export type AccountWorkspacesQuery = { readonly account: { readonly workspaces: { readonly totalCount: string | number, readonly nodes: ReadonlyArray<{ readonly key: string, readonly name: string | null, readonly plan: string | null, readonly rollUpMethod: RollUpMethod, readonly rollUpConfidence: string, readonly createdAt: string | null, readonly deletedAt: string | null }> } | null } | null };

export type AccountSignalsQueryVariables = Exact<{
  id: string;
  isOpen?: boolean;
  since?: string | null | undefined;
}>;


export type AccountSignalsQuery = { readonly account: { readonly signals: { readonly nodes: ReadonlyArray<{ readonly signal: string, readonly subjectKey: string, readonly detectedAt: string, readonly closedAt: string | null, readonly evidence: unknown }> } | null } | null };

export type BoardsQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardsQuery = { readonly catalog: { readonly boards: ReadonlyArray<{ readonly name: string, readonly title: string, readonly description: string, readonly panels: ReadonlyArray<{ readonly title: string, readonly description: string | null, readonly question: unknown, readonly chart: ChartForm | null, readonly isWide: boolean }> }> } };

export type MetricPageQueryVariables = Exact<{
  name: Metric;
}>;


export type MetricPageQuery = { readonly catalog: { readonly metric: { readonly metric: Metric, readonly name: string, readonly family: string, readonly kind: MetricKind, readonly unit: Unit, readonly description: string, readonly version: number, readonly definitionHash: string, readonly explainedBy: string | null, readonly movements: ReadonlyArray<Metric>, readonly moves: Metric | null, readonly requires: ReadonlyArray<string>, readonly isAvailable: boolean, readonly unavailableBecause: ReadonlyArray<string>, readonly deprecated: { readonly since: string, readonly use: Metric } | null, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly description: string }>, readonly options: ReadonlyArray<{ readonly name: string, readonly description: string, readonly type: string, readonly values: ReadonlyArray<string> | null, readonly unit: string | null, readonly canonical: unknown }>, readonly view: { readonly name: string, readonly owner: string, readonly description: string, readonly grain: string, readonly usedBy: ReadonlyArray<string>, readonly edgeCases: ReadonlyArray<string>, readonly file: string, readonly sql: string, readonly reads: ReadonlyArray<string>, readonly choices: ReadonlyArray<{ readonly question: string, readonly answer: string, readonly because: string, readonly metrics: ReadonlyArray<Metric>, readonly others: ReadonlyArray<{ readonly source: string, readonly answer: string }> }> } } } };

export type ViewPageQueryVariables = Exact<{
  name: string;
}>;


export type ViewPageQuery = { readonly catalog: { readonly view: { readonly name: string, readonly description: string, readonly owner: string, readonly grain: string, readonly key: ReadonlyArray<string>, readonly isStored: boolean, readonly usedBy: ReadonlyArray<string>, readonly file: string, readonly sql: string, readonly metrics: ReadonlyArray<{ readonly name: string }> } | null } };

export type LineageQueryVariables = Exact<{ [key: string]: never; }>;


export type LineageQuery = { readonly catalog: { readonly views: ReadonlyArray<{ readonly name: string, readonly layer: Layer, readonly description: string, readonly reads: ReadonlyArray<string>, readonly metrics: ReadonlyArray<{ readonly name: string }> }> } };

export type AskQueryVariables = Exact<{
  input: MetricsInput;
}>;


export type AskQuery = { readonly metrics: { readonly rows: ReadonlyArray<ReadonlyArray<string | number | boolean | null>>, readonly totals: ReadonlyArray<string | number | boolean | null> | null, readonly columns: ReadonlyArray<{ readonly name: string, readonly kind: ColumnKind, readonly type: string, readonly unit: Unit | null, readonly currency: string | null, readonly metric: Metric | null, readonly dimension: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean }, readonly provenance: { readonly asOf: string, readonly dataAsOf: string | null, readonly refreshedAt: string | null, readonly timeZone: string, readonly servedFrom: ServedFrom, readonly notes: ReadonlyArray<string>, readonly metrics: ReadonlyArray<{ readonly metric: Metric, readonly column: string, readonly description: string, readonly version: number, readonly definitionHash: string, readonly immatureCount: string | number | null, readonly immatureShare: string | null, readonly deviations: ReadonlyArray<{ readonly option: string, readonly canonical: unknown, readonly used: unknown }> }> } } | null };

export type DefinitionsQueryVariables = Exact<{ [key: string]: never; }>;


export type DefinitionsQuery = { readonly catalog: { readonly grantedEntities: ReadonlyArray<string>, readonly dataAsOf: string | null, readonly refreshedAt: string | null, readonly metrics: ReadonlyArray<{ readonly metric: Metric, readonly name: string, readonly family: string, readonly kind: MetricKind, readonly unit: Unit, readonly description: string, readonly isAvailable: boolean, readonly isGranted: boolean, readonly unavailableBecause: ReadonlyArray<string>, readonly moves: Metric | null, readonly movements: ReadonlyArray<Metric>, readonly grains: ReadonlyArray<Grain>, readonly resultShape: ResultShape, readonly unavailableDimensions: ReadonlyArray<{ readonly name: string, readonly because: string }>, readonly dimensions: ReadonlyArray<{ readonly name: string }>, readonly options: ReadonlyArray<{ readonly name: string }> }>, readonly dimensions: ReadonlyArray<{ readonly dimension: Dimension, readonly name: string, readonly type: string, readonly description: string, readonly values: ReadonlyArray<string> | null }>, readonly parameters: ReadonlyArray<{ readonly name: string, readonly description: string, readonly type: string, readonly values: ReadonlyArray<string> | null, readonly min: number | null, readonly max: number | null, readonly unit: string | null, readonly canonical: unknown }> } };

export type ExplainQueryVariables = Exact<{
  input: MetricsInput;
}>;


export type ExplainQuery = { readonly explain: { readonly sql: string, readonly parameters: unknown } | null };

export type SignalFeedQueryVariables = Exact<{
  since?: string | null | undefined;
  after?: string | null | undefined;
  signals?: ReadonlyArray<string> | string | null | undefined;
  severities?: ReadonlyArray<SignalSeverity> | SignalSeverity | null | undefined;
  actBy?: ReadonlyArray<SignalActor> | SignalActor | null | undefined;
}>;


export type SignalFeedQuery = { readonly signals: { readonly asOf: string, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly unavailable: ReadonlyArray<{ readonly signal: string, readonly reason: string }>, readonly nodes: ReadonlyArray<{ readonly signal: string, readonly description: string, readonly subject: SignalSubject, readonly subjectKey: string, readonly severity: SignalSeverity, readonly actBy: SignalActor, readonly detectedAt: string, readonly evidence: unknown, readonly accountKey: string, readonly account: { readonly name: string | null, readonly ownerRepId: string | null } | null }> } | null };

export type SignalNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type SignalNamesQuery = { readonly catalog: { readonly views: ReadonlyArray<{ readonly name: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ListedHealthDocument = new TypedDocumentString(`
    query ListedHealth($first: Int!, $keys: [ID!]!) {
  accounts(first: $first, where: [{id: {in: $keys}}]) {
    nodes {
      key
      health {
        score
        band
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListedHealthQuery, ListedHealthQueryVariables>;
export const ListedSegmentDocument = new TypedDocumentString(`
    query ListedSegment($first: Int!, $keys: [ID!]!) {
  accounts(first: $first, where: [{id: {in: $keys}}]) {
    nodes {
      key
      segment {
        segment
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListedSegmentQuery, ListedSegmentQueryVariables>;
export const ListedRevenueDocument = new TypedDocumentString(`
    query ListedRevenue($first: Int!, $keys: [ID!]!) {
  accounts(first: $first, where: [{id: {in: $keys}}]) {
    nodes {
      key
      recurringRevenue {
        mrr
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListedRevenueQuery, ListedRevenueQueryVariables>;
export const ListedSignalsDocument = new TypedDocumentString(`
    query ListedSignals($first: Int!, $keys: [ID!]!) {
  accounts(first: $first, where: [{id: {in: $keys}}]) {
    nodes {
      key
      signals(first: 3, isOpen: true) {
        nodes {
          signal
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListedSignalsQuery, ListedSignalsQueryVariables>;
export const AccountListDocument = new TypedDocumentString(`
    query AccountList($first: Int!, $after: String, $where: [AccountFilterInput!]!, $orderBy: [AccountOrderInput!]) {
  accounts(first: $first, after: $after, where: $where, orderBy: $orderBy) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      key
      name
      kind
      industry
      country
      icpSegment
      sizeBand
      employeeCount
      ownerRepId
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<AccountListQuery, AccountListQueryVariables>;
export const AccountHeadDocument = new TypedDocumentString(`
    query AccountHead($id: ID!) {
  account(id: $id) {
    key
    name
    kind
    industry
    country
    icpSegment
    sizeBand
    employeeCount
    roleHeadcount
    ownerRepId
    createdAt
    parent {
      key
      name
    }
  }
}
    `) as unknown as TypedDocumentString<AccountHeadQuery, AccountHeadQueryVariables>;
export const AccountHealthDocument = new TypedDocumentString(`
    query AccountHealth($id: ID!) {
  account(id: $id) {
    health {
      score
      band
      trend
      components {
        component
        weight
        score
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountHealthQuery, AccountHealthQueryVariables>;
export const AccountSegmentDocument = new TypedDocumentString(`
    query AccountSegment($id: ID!) {
  account(id: $id) {
    segment {
      segment
      previousSegment
      planState
    }
  }
}
    `) as unknown as TypedDocumentString<AccountSegmentQuery, AccountSegmentQueryVariables>;
export const AccountRevenueDocument = new TypedDocumentString(`
    query AccountRevenue($id: ID!) {
  account(id: $id) {
    recurringRevenue {
      mrr
      plan
      originMotion
      months {
        month
        mrr
      }
      motions {
        motion
        mrr
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountRevenueQuery, AccountRevenueQueryVariables>;
export const AccountSeatsDocument = new TypedDocumentString(`
    query AccountSeats($id: ID!) {
  account(id: $id) {
    seats {
      members
      activeSeats
      purchasedSeats
      employees
      roleHeadcount
      penetration
      utilisation
    }
  }
}
    `) as unknown as TypedDocumentString<AccountSeatsQuery, AccountSeatsQueryVariables>;
export const AccountPeopleDocument = new TypedDocumentString(`
    query AccountPeople($id: ID!) {
  account(id: $id) {
    people {
      users
      activeUsers
      champions
      buyers
      buyersWhoAreUsers
      buyerClass
    }
  }
}
    `) as unknown as TypedDocumentString<AccountPeopleQuery, AccountPeopleQueryVariables>;
export const AccountUsersDocument = new TypedDocumentString(`
    query AccountUsers($id: ID!) {
  account(id: $id) {
    users(first: 10, where: [{deletedAt: {isNull: true}}]) {
      totalCount
      nodes {
        key
        name
        email
        jobTitle
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountUsersQuery, AccountUsersQueryVariables>;
export const AccountBuyersDocument = new TypedDocumentString(`
    query AccountBuyers($id: ID!) {
  account(id: $id) {
    buyers(first: 10) {
      totalCount
      nodes {
        key
        payerEmail
        isUser
        workspace {
          key
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountBuyersQuery, AccountBuyersQueryVariables>;
export const AccountChampionsDocument = new TypedDocumentString(`
    query AccountChampions($id: ID!) {
  signals(accounts: [$id], signals: ["champion_found"], isOpen: true, first: 200) {
    nodes {
      subjectKey
    }
  }
}
    `) as unknown as TypedDocumentString<AccountChampionsQuery, AccountChampionsQueryVariables>;
export const AccountContractsDocument = new TypedDocumentString(`
    query AccountContracts($id: ID!) {
  account(id: $id) {
    contracts {
      limits {
        workspaceId
        meter
        plan
        state
        used
        limit
        projectedReachOn
      }
      consumption {
        meter
        state
        committed
        expected
        consumed
        projected
        endsOn
        exhaustsOn
      }
      renewals {
        contractId
        renewalOn
        arr
        hasOpenExpansion
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountContractsQuery, AccountContractsQueryVariables>;
export const AccountWorkspacesDocument = new TypedDocumentString(`
    query AccountWorkspaces($id: ID!) {
  account(id: $id) {
    workspaces(first: 50) {
      totalCount
      nodes {
        key
        name
        plan
        rollUpMethod
        rollUpConfidence
        createdAt
        deletedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountWorkspacesQuery, AccountWorkspacesQueryVariables>;
export const AccountSignalsDocument = new TypedDocumentString(`
    query AccountSignals($id: ID!, $isOpen: Boolean! = true, $since: Moment) {
  account(id: $id) {
    signals(first: 200, isOpen: $isOpen, since: $since) {
      nodes {
        signal
        subjectKey
        detectedAt
        closedAt
        evidence
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountSignalsQuery, AccountSignalsQueryVariables>;
export const BoardsDocument = new TypedDocumentString(`
    query Boards {
  catalog {
    boards {
      name
      title
      description
      panels {
        title
        description
        question
        chart
        isWide
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardsQuery, BoardsQueryVariables>;
export const MetricPageDocument = new TypedDocumentString(`
    query MetricPage($name: Metric!) {
  catalog {
    metric(name: $name) {
      metric
      name
      family
      kind
      unit
      description
      version
      definitionHash
      explainedBy
      movements
      moves
      requires
      isAvailable
      unavailableBecause
      deprecated {
        since
        use
      }
      dimensions {
        name
        description
      }
      options {
        name
        description
        type
        values
        unit
        canonical
      }
      view {
        name
        owner
        description
        grain
        usedBy
        edgeCases
        file
        sql
        reads
        choices {
          question
          answer
          because
          metrics
          others {
            source
            answer
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MetricPageQuery, MetricPageQueryVariables>;
export const ViewPageDocument = new TypedDocumentString(`
    query ViewPage($name: String!) {
  catalog {
    view(name: $name) {
      name
      description
      owner
      grain
      key
      isStored
      usedBy
      file
      sql
      metrics {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ViewPageQuery, ViewPageQueryVariables>;
export const LineageDocument = new TypedDocumentString(`
    query Lineage {
  catalog {
    views {
      name
      layer
      description
      reads
      metrics {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LineageQuery, LineageQueryVariables>;
export const AskDocument = new TypedDocumentString(`
    query Ask($input: MetricsInput!) {
  metrics(input: $input) {
    columns {
      name
      kind
      type
      unit
      currency
      metric
      dimension
    }
    rows
    totals
    pageInfo {
      hasNextPage
    }
    provenance {
      asOf
      dataAsOf
      refreshedAt
      timeZone
      servedFrom
      notes
      metrics {
        metric
        column
        description
        version
        definitionHash
        immatureCount
        immatureShare
        deviations {
          option
          canonical
          used
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AskQuery, AskQueryVariables>;
export const DefinitionsDocument = new TypedDocumentString(`
    query Definitions {
  catalog {
    grantedEntities
    dataAsOf
    refreshedAt
    metrics {
      metric
      name
      family
      kind
      unit
      description
      isAvailable
      isGranted
      unavailableBecause
      unavailableDimensions {
        name
        because
      }
      moves
      movements
      grains
      resultShape
      dimensions {
        name
      }
      options {
        name
      }
    }
    dimensions {
      dimension
      name
      type
      description
      values
    }
    parameters {
      name
      description
      type
      values
      min
      max
      unit
      canonical
    }
  }
}
    `) as unknown as TypedDocumentString<DefinitionsQuery, DefinitionsQueryVariables>;
export const ExplainDocument = new TypedDocumentString(`
    query Explain($input: MetricsInput!) {
  explain(input: $input) {
    sql
    parameters
  }
}
    `) as unknown as TypedDocumentString<ExplainQuery, ExplainQueryVariables>;
export const SignalFeedDocument = new TypedDocumentString(`
    query SignalFeed($since: Moment, $after: String, $signals: [String!], $severities: [SignalSeverity!], $actBy: [SignalActor!]) {
  signals(
    since: $since
    after: $after
    first: 200
    signals: $signals
    severities: $severities
    actBy: $actBy
    isOpen: true
  ) {
    asOf
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable {
      signal
      reason
    }
    nodes {
      signal
      description
      subject
      subjectKey
      severity
      actBy
      detectedAt
      evidence
      accountKey
      account {
        name
        ownerRepId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SignalFeedQuery, SignalFeedQueryVariables>;
export const SignalNamesDocument = new TypedDocumentString(`
    query SignalNames {
  catalog {
    views(layer: SIGNALS) {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SignalNamesQuery, SignalNamesQueryVariables>;