// Generated from schema/ by `npm run generate`; do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountRow, AccountPage, BuyerRow, BuyerPage, MembershipRow, MembershipPage, UserRow, UserPage, WorkspaceRow, WorkspacePage, NodeRow } from '../loaders/entities/rows.ts';
import type { AccountPart as LoadedAccountPart } from '../loaders/account-parts.ts';
import type { SignalRow, SignalsPage } from '../query/signals/signals-request.ts';
import type { SignalNewsRow } from '../resolvers/streams.ts';
import type { PublishedBatch } from '../query/newest-batch.ts';
import type { MetricValue as LoadedMetricValue } from '../loaders/account-metric.ts';
import type { MetricSeries as LoadedMetricSeries } from '../loaders/metric-series.ts';
import type { MetricsResult as LoadedMetricsResult, ResultColumn, Subtotals as ResultSubtotals, Provenance as ResultProvenance, MetricProvenance as ResultMetricProvenance } from '../semantic/model/result.ts';
import type { Explanation as QueryExplanation } from '../query/explain-query.ts';
import type { Catalog as CatalogData, Metric as CatalogMetric, View as CatalogView } from '../catalog/catalog.ts';
import type { DimensionRow, ChoiceRow, ViewColumnRow } from '../resolvers/catalog/catalog-rows.ts';
import type { UnavailableDimensionRow } from '../resolvers/catalog/unavailable-because.ts';
import type { Board as CatalogBoard, BoardPanel as CatalogBoardPanel } from '../catalog/boards/board.ts';
import type { Parameter as CatalogParameter } from '../catalog/parameters/parameter.ts';
import type { SourceTable, SourceColumn as ContractColumn } from '../catalog/files/source-table.ts';
import type { SourceViolation as FoundViolation } from '../semantic/model/source-violation.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day, `YYYY-MM-DD`, in the time zone of the field or of the query. */
  Date: { input: string; output: string; }
  /**
   * An instant, ISO 8601 with a time zone: `2025-03-01T09:30:00Z`. Results are in UTC, with as many digits as
   * the warehouse has.
   */
  DateTime: { input: string; output: string; }
  /** A whole number of days (`28`), or the text `calendar`, which means the days of the calendar month so far. */
  DaysOrCalendar: { input: number | 'calendar'; output: number | 'calendar'; }
  /**
   * An exact decimal number as text, `"1234.50"`: a JSON number would lose digits. Input also accepts numbers: literals in the
   * document with all digits; in variables, which are JSON, up to ±(2^53 − 1).
   */
  Decimal: { input: string; output: string; }
  /**
   * Any JSON value. As input, numbers with more digits than a JSON number are rejected, and so are values nested more than
   * 50 levels deep.
   */
  JSON: { input: unknown; output: unknown; }
  /**
   * An instant (`2025-03-01T09:30:00Z`), or a calendar day (`2025-03-01`), which means its first instant in the time
   * zone of the query.
   */
  Moment: { input: string; output: string; }
  /**
   * One value of a table: text, a number, true or false. In results, numbers are exact decimals as text, like `Decimal`,
   * and days and instants are text, like `Date` and `DateTime`. Input numbers are read like those of `Decimal`.
   */
  Scalar: { input: string | number | boolean | null; output: string | number | boolean | null; }
  /**
   * A whole number of any size: a JSON number up to ±(2^53 − 1), where JSON numbers are exact, and text beyond. Input
   * accepts both; a literal in the document is read with all digits.
   */
  WholeNumber: { input: string | number; output: string | number; }
};

/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type Account = Node & {
  readonly __typename?: 'Account';
  /**
   * Its distinct users active in the last 28 days: the metric `monthly_active_users`. Null, with an error, when
   * that metric is not available.
   */
  readonly activeUsers?: Maybe<MetricValue>;
  /** Its payers. Null, with an error, when the caller is not granted buyers. */
  readonly buyers?: Maybe<BuyerConnection>;
  /** Its limits, commitments and renewals. Null when it has none. */
  readonly contracts?: Maybe<AccountContracts>;
  /** The country. Null when unknown. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** When it signed up: the creation of its first workspace. Null without one. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The number of employees. Null when unknown. */
  readonly employeeCount?: Maybe<Scalars['WholeNumber']['output']>;
  /**
   * Its health. Null before it has started, and, with an error, when its tables were not provided or a metric of it is
   * not granted; the same holds for the fields below.
   */
  readonly health?: Maybe<AccountHealth>;
  /** The ideal-customer segment. Null when none fits. */
  readonly icpSegment?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The industry. Null when unknown. */
  readonly industry?: Maybe<Scalars['String']['output']>;
  /** The key in the warehouse: the company's id, or `ws:…`, `customer:…` or `user:…` for those without one. */
  readonly key: Scalars['String']['output'];
  /** The kind of account. */
  readonly kind: AccountKind;
  /**
   * Any metrics that can be grouped by account, in their canonical definitions, as `metrics` computes them: each as one
   * value or, with a grain, by period. Null, with an error, when one of them is not available.
   */
  readonly metrics?: Maybe<ReadonlyArray<MetricSeries>>;
  /** The name. Null when unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The owning sales rep, as a key of the source table `reps`. Null when there is none. */
  readonly ownerRepId?: Maybe<Scalars['String']['output']>;
  /** Its parent company. Null when it has none, or when the parent is not in the data. */
  readonly parent?: Maybe<Account>;
  /** The key of its parent company. Null when it has none. */
  readonly parentAccountId?: Maybe<Scalars['String']['output']>;
  /** Its users, champions and buyers, in numbers. Null before it has started. */
  readonly people?: Maybe<AccountPeople>;
  /** Its recurring revenue now, by month and by motion. Null when it has never had any. */
  readonly recurringRevenue?: Maybe<AccountRevenue>;
  /** Its current recurring revenue: the metric `mrr`. Null, with an error, when that metric is not available. */
  readonly revenue?: Maybe<MetricValue>;
  /** The number of employees in the role that the product is made for. Null when unknown. */
  readonly roleHeadcount?: Maybe<Scalars['WholeNumber']['output']>;
  /** Its seats. Null without members and purchased seats. */
  readonly seats?: Maybe<AccountSeats>;
  /** Its segment. Null before it has started. */
  readonly segment?: Maybe<AccountSegment>;
  /** Its signals, in the order of their detection. Null, with an error, when the caller is not granted signals. */
  readonly signals?: Maybe<SignalConnection>;
  /** The size by employees: `1-9`, `10-49`, `50-99`, `100-199`, `200-999` or `1000+`. Null when unknown. */
  readonly sizeBand?: Maybe<Scalars['String']['output']>;
  /**
   * Its users, including deleted ones, which have a `deletedAt`. Null, with an error, when the caller is not granted
   * users.
   */
  readonly users?: Maybe<UserConnection>;
  /** Its workspaces. Null, with an error, when the caller is not granted workspaces. */
  readonly workspaces?: Maybe<WorkspaceConnection>;
};


/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type AccountBuyersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<BuyerOrderInput>>;
  where?: InputMaybe<ReadonlyArray<BuyerFilterInput>>;
};


/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type AccountMetricsArgs = {
  grain?: InputMaybe<Grain>;
  names: ReadonlyArray<Metric>;
  period?: InputMaybe<PeriodInput>;
};


/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type AccountSignalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  since?: InputMaybe<Scalars['Moment']['input']>;
};


/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type AccountUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<UserOrderInput>>;
  where?: InputMaybe<ReadonlyArray<UserFilterInput>>;
};


/**
 * An account: a company, or a workspace, customer or person without a company. Every workspace, user and amount
 * belongs to exactly one.
 */
export type AccountWorkspacesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<WorkspaceOrderInput>>;
  where?: InputMaybe<ReadonlyArray<WorkspaceFilterInput>>;
};

/** A page of accounts. */
export type AccountConnection = {
  readonly __typename?: 'AccountConnection';
  /** The accounts, each with its cursor. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The accounts. */
  readonly nodes: ReadonlyArray<Account>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The total number on all pages. */
  readonly totalCount: Scalars['WholeNumber']['output'];
};

/** The consumption of committed units. */
export type AccountConsumption = {
  readonly __typename?: 'AccountConsumption';
  /** The units that the contracts commit. */
  readonly committed: Scalars['Decimal']['output'];
  /** The units consumed. */
  readonly consumed: Scalars['Decimal']['output'];
  /** The last day of the commitment. Null when it is unknown. */
  readonly endsOn?: Maybe<Scalars['Date']['output']>;
  /** The day on which the units are exhausted at the current pace. Null when they last. */
  readonly exhaustsOn?: Maybe<Scalars['Date']['output']>;
  /** The units that an even pace would have consumed by now. Null when it is unknown. */
  readonly expected?: Maybe<Scalars['Decimal']['output']>;
  /** The committed quantity, such as messages. */
  readonly meter: Scalars['String']['output'];
  /** The units consumed at the end at the current pace. Null when it is unknown. */
  readonly projected?: Maybe<Scalars['Decimal']['output']>;
  /** `under`, `on` or `over`. Null before any time of the commitment has passed. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** What limits an account. */
export type AccountContracts = {
  readonly __typename?: 'AccountContracts';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The units that its contracts commit. */
  readonly consumption: ReadonlyArray<AccountConsumption>;
  /** The days until the first of these renewals. Null without one. */
  readonly daysToRenewal?: Maybe<Scalars['WholeNumber']['output']>;
  /** Changes with the SQL of `pages.account_contracts`. */
  readonly definitionHash: Scalars['String']['output'];
  /** The limits of its workspaces with usage. */
  readonly limits: ReadonlyArray<AccountLimit>;
  /** The number of limits that are reached or exceeded. */
  readonly limitsReached: Scalars['WholeNumber']['output'];
  /** The day of the first of these renewals. Null without one. */
  readonly nextRenewalOn?: Maybe<Scalars['Date']['output']>;
  /** Its contracts that are due for renewal. */
  readonly renewals: ReadonlyArray<AccountRenewal>;
};

/** An account on a page. */
export type AccountEdge = {
  readonly __typename?: 'AccountEdge';
  /** Pass it as `after` to continue after this account. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: Account;
};

/** Conditions on accounts; all must be met. */
export type AccountFilterInput = {
  /** All of these must be met. */
  readonly and?: InputMaybe<ReadonlyArray<AccountFilterInput>>;
  /** On the country. */
  readonly country?: InputMaybe<TextFilterInput>;
  /** On when it signed up. */
  readonly createdAt?: InputMaybe<DateTimeFilterInput>;
  /** On the number of employees. */
  readonly employeeCount?: InputMaybe<IntFilterInput>;
  /** On the ideal-customer segment. */
  readonly icpSegment?: InputMaybe<TextFilterInput>;
  /** On the key. */
  readonly id?: InputMaybe<IdFilterInput>;
  /** On the industry. */
  readonly industry?: InputMaybe<TextFilterInput>;
  /** On the kind of account. */
  readonly kind?: InputMaybe<AccountKindFilterInput>;
  /** On the value of a metric for the account now; without rows, a count and an amount are zero, others null. */
  readonly metric?: InputMaybe<MetricFilterInput>;
  /** On the name. */
  readonly name?: InputMaybe<TextFilterInput>;
  /** This must not be met. */
  readonly not?: InputMaybe<AccountFilterInput>;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: InputMaybe<ReadonlyArray<AccountFilterInput>>;
  /** On the owning sales rep. */
  readonly ownerRepId?: InputMaybe<TextFilterInput>;
  /** On the company that it belongs to. */
  readonly parentAccountId?: InputMaybe<IdFilterInput>;
  /** Contains this text, ignoring case, in its name, in a mail domain or, where the caller may see them, in the mail address of a user. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** On its signals: at least one of them meets the condition. Its opposite is `not`. */
  readonly signal?: InputMaybe<AccountSignalFilterInput>;
  /** On the size by employees. */
  readonly sizeBand?: InputMaybe<TextFilterInput>;
  /** On what its page shows of it now: health, segment, revenue, seats, people, limits and renewals. */
  readonly state?: InputMaybe<AccountStateFilterInput>;
};

/** The health of an account. */
export type AccountHealth = {
  readonly __typename?: 'AccountHealth';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** `low`, `medium` or `high`. Null when the score is unknown. */
  readonly band?: Maybe<Scalars['String']['output']>;
  /** The components of the score. */
  readonly components: ReadonlyArray<AccountHealthComponent>;
  /** Changes with the SQL of `pages.account_health`. */
  readonly definitionHash: Scalars['String']['output'];
  /** The score, from 0 to 100: the metric `health_score`. Null when less than half of the weight is known. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /**
   * The change of the weekly score in four weeks, without measures that have no history. Null when either score is
   * unknown.
   */
  readonly trend?: Maybe<Scalars['Decimal']['output']>;
};

/** A component of a health score. */
export type AccountHealthComponent = {
  readonly __typename?: 'AccountHealthComponent';
  /** The name in the health rule. */
  readonly component: Scalars['String']['output'];
  /** From 0 to 100. Null when it is unknown; it is then left out of the score. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** The weight in the health rule. */
  readonly weight: Scalars['Decimal']['output'];
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
  /** Equal to this value. */
  { readonly eq: AccountKind; readonly in?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly in: ReadonlyArray<AccountKind>; };

/** How much of a limit a workspace has used. */
export type AccountLimit = {
  readonly __typename?: 'AccountLimit';
  /** The limit. */
  readonly limit: Scalars['Decimal']['output'];
  /** The limited quantity, such as messages. */
  readonly meter: Scalars['String']['output'];
  /** The plan that has the limit. Null when the data names none. */
  readonly plan?: Maybe<Scalars['String']['output']>;
  /** The day on which it will be reached at the pace of 28 days. Null when reached, or when it will not be. */
  readonly projectedReachOn?: Maybe<Scalars['Date']['output']>;
  /** When the limit was reached. Null before. */
  readonly reachedAt?: Maybe<Scalars['String']['output']>;
  /** The dimension `limit_state`. */
  readonly state: Scalars['String']['output'];
  /** The quantity used. */
  readonly used: Scalars['Decimal']['output'];
  /** The workspace. */
  readonly workspaceId: Scalars['String']['output'];
};

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
  readonly direction: Direction;
  /** The column to order by. Nulls come last in both directions. */
  readonly field: AccountOrderField;
};

/** The people of an account, in numbers. */
export type AccountPeople = {
  readonly __typename?: 'AccountPeople';
  /** Its users who were active in the last 28 days. */
  readonly activeUsers: Scalars['WholeNumber']['output'];
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Whether buyers and users are the same people: `same`, `overlap` or `separate`. Null without a known buyer. */
  readonly buyerClass?: Maybe<Scalars['String']['output']>;
  /** Its known buyers. */
  readonly buyers: Scalars['WholeNumber']['output'];
  /** The buyers who are users. */
  readonly buyersWhoAreUsers: Scalars['WholeNumber']['output'];
  /** Its users with the signal `champion_found` at the end of the last full week. */
  readonly champions: Scalars['WholeNumber']['output'];
  /** Changes with the SQL of `pages.account_people`. */
  readonly definitionHash: Scalars['String']['output'];
  /** Its users. */
  readonly users: Scalars['WholeNumber']['output'];
};

/** A contract that is due for renewal. */
export type AccountRenewal = {
  readonly __typename?: 'AccountRenewal';
  /** Its annual value, in the reporting currency. Null when it is unknown. */
  readonly arr?: Maybe<Scalars['Decimal']['output']>;
  /** The contract. */
  readonly contractId: Scalars['String']['output'];
  /** Whether an opportunity of the type `expansion` is open. */
  readonly hasOpenExpansion: Scalars['Boolean']['output'];
  /** The day on which it ends. */
  readonly renewalOn: Scalars['Date']['output'];
};

/** The recurring revenue of an account, in the reporting currency. */
export type AccountRevenue = {
  readonly __typename?: 'AccountRevenue';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Changes with the SQL of `pages.account_revenue`. */
  readonly definitionHash: Scalars['String']['output'];
  /** The revenue by month, for the months with revenue among the last twelve. */
  readonly months: ReadonlyArray<AccountRevenueMonth>;
  /** What the movements of each motion add up to; together they are `mrr`. */
  readonly motions: ReadonlyArray<AccountRevenueMotion>;
  /** The metric `mrr`. */
  readonly mrr: Scalars['Decimal']['output'];
  /** The motion of the first revenue. Null when it is unknown. */
  readonly originMotion?: Maybe<Scalars['String']['output']>;
  /** The plan with most of the revenue. Null without revenue, or when the data names no plan. */
  readonly plan?: Maybe<Scalars['String']['output']>;
};

/** The recurring revenue of an account at the end of a month. */
export type AccountRevenueMonth = {
  readonly __typename?: 'AccountRevenueMonth';
  /** The first day of the month. */
  readonly month: Scalars['Date']['output'];
  /** The amount. The current month is that of `asOf`. */
  readonly mrr: Scalars['Decimal']['output'];
};

/** What the movements of a motion add up to. */
export type AccountRevenueMotion = {
  readonly __typename?: 'AccountRevenueMotion';
  /** `PLG`, `PLS`, `SLG`, or `unknown`: also for changes of exchange rates alone. */
  readonly motion: Scalars['String']['output'];
  /** The amount. */
  readonly mrr: Scalars['Decimal']['output'];
};

/** The seats of an account. */
export type AccountSeats = {
  readonly __typename?: 'AccountSeats';
  /** The members who were active lately. */
  readonly activeSeats: Scalars['WholeNumber']['output'];
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Changes with the SQL of `pages.account_seats`. */
  readonly definitionHash: Scalars['String']['output'];
  /** The employees. Null when the CRM has no headcount. */
  readonly employees?: Maybe<Scalars['WholeNumber']['output']>;
  /** Its members. */
  readonly members: Scalars['WholeNumber']['output'];
  /** The metric `seat_penetration`. Null without a headcount. */
  readonly penetration?: Maybe<Scalars['Decimal']['output']>;
  /** The purchased seats. Null when no subscription or contract has seats. */
  readonly purchasedSeats?: Maybe<Scalars['Decimal']['output']>;
  /** The employees in the roles that the product is for. Null when unknown. */
  readonly roleHeadcount?: Maybe<Scalars['WholeNumber']['output']>;
  /** The metric `seat_utilisation`. Null without purchased seats. */
  readonly utilisation?: Maybe<Scalars['Decimal']['output']>;
};

/** The segment of an account. */
export type AccountSegment = {
  readonly __typename?: 'AccountSegment';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Changes with the SQL of `pages.account_segment`. */
  readonly definitionHash: Scalars['String']['output'];
  /** How the account pays. */
  readonly planState: Scalars['String']['output'];
  /** The segment at the end of the month before. Null in the month in which the account started. */
  readonly previousSegment?: Maybe<Scalars['String']['output']>;
  /** The segment: the dimension `segment`. */
  readonly segment: Scalars['String']['output'];
};

/** A condition on the signals of an account; one signal must meet all of it. */
export type AccountSignalFilterInput = {
  /** True: open signals. False: closed ones. Null: both. */
  readonly isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these signals; rejected when one of them cannot be detected with the loaded data. Null: any that can be. */
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Conditions on what the page of an account shows now; all must be met. Null meets only `isNull`, `ne` and `notIn`. */
export type AccountStateFilterInput = {
  /** On `active_seats` of `pages.account_seats`. */
  readonly activeSeats?: InputMaybe<IntFilterInput>;
  /** On `active_users` of `pages.account_people`. */
  readonly activeUsers?: InputMaybe<IntFilterInput>;
  /** On `buyer_class` of `pages.account_people`. Whether buyers and users are the same people. Null without a known buyer. */
  readonly buyerClass?: InputMaybe<TextFilterInput>;
  /** On `buyers` of `pages.account_people`. */
  readonly buyers?: InputMaybe<IntFilterInput>;
  /** On `buyers_who_are_users` of `pages.account_people`. */
  readonly buyersWhoAreUsers?: InputMaybe<IntFilterInput>;
  /** On `champions` of `pages.account_people`. */
  readonly champions?: InputMaybe<IntFilterInput>;
  /** On `days_to_renewal` of `pages.account_contracts`. The days from the day of `as_of` to the first renewal among those due within renewal_window_days. Null when none is due. */
  readonly daysToRenewal?: InputMaybe<IntFilterInput>;
  /** On `employees` of `pages.account_seats`. Null when the CRM has no headcount. */
  readonly employees?: InputMaybe<IntFilterInput>;
  /** On `health_band` of `pages.account_health`. */
  readonly healthBand?: InputMaybe<TextFilterInput>;
  /** On `health_score` of `pages.account_health`. From 0 to 100. Null when less than half of the weight of the rule is known. */
  readonly healthScore?: InputMaybe<DecimalFilterInput>;
  /** On `health_trend` of `pages.account_health`. The change of the score from the end of a week to that of the last full week, four weeks later. Measures without a history, such as revenue, are left out of both. Null when either score is unknown. */
  readonly healthTrend?: InputMaybe<DecimalFilterInput>;
  /** On `limits_reached` of `pages.account_contracts`. The number of limits that are reached or exceeded. */
  readonly limitsReached?: InputMaybe<IntFilterInput>;
  /** On `members` of `pages.account_seats`. */
  readonly members?: InputMaybe<IntFilterInput>;
  /** On `mrr` of `pages.account_revenue`. As the metric mrr. */
  readonly mrr?: InputMaybe<DecimalFilterInput>;
  /** On `next_renewal_on` of `pages.account_contracts`. The day of the first renewal among those due within renewal_window_days. Null when none is due. */
  readonly nextRenewalOn?: InputMaybe<DateFilterInput>;
  /** On `origin_motion` of `pages.account_revenue`. The motion of the first revenue. */
  readonly originMotion?: InputMaybe<TextFilterInput>;
  /** On `plan` of `pages.account_revenue`. The plan with most of the revenue. Null without revenue or a plan. */
  readonly plan?: InputMaybe<TextFilterInput>;
  /** On `plan_state` of `pages.account_segment`. How the account pays. */
  readonly planState?: InputMaybe<TextFilterInput>;
  /** On `previous_segment` of `pages.account_segment`. Null in the month in which the account started. */
  readonly previousSegment?: InputMaybe<TextFilterInput>;
  /** On `purchased_seats` of `pages.account_seats`. Null when no subscription or contract has seats. */
  readonly purchasedSeats?: InputMaybe<DecimalFilterInput>;
  /** On `role_headcount` of `pages.account_seats`. Employees in the roles that the product is for. Null when unknown. */
  readonly roleHeadcount?: InputMaybe<IntFilterInput>;
  /** On `seat_penetration` of `pages.account_seats`. Active seats per employee, as the metric. Null without a headcount. */
  readonly seatPenetration?: InputMaybe<DecimalFilterInput>;
  /** On `seat_utilisation` of `pages.account_seats`. Active per purchased seat, as the metric. Null without purchased seats. */
  readonly seatUtilisation?: InputMaybe<DecimalFilterInput>;
  /** On `segment` of `pages.account_segment`. */
  readonly segment?: InputMaybe<TextFilterInput>;
  /** On `users` of `pages.account_people`. */
  readonly users?: InputMaybe<IntFilterInput>;
};

/** A board: questions that are looked at together. One file of the folder `boards/`. */
export type Board = {
  readonly __typename?: 'Board';
  /** What it is for. */
  readonly description: Scalars['String']['output'];
  /** Its name: that of its file. */
  readonly name: Scalars['String']['output'];
  /** Its questions, in the order in which they are shown. */
  readonly panels: ReadonlyArray<BoardPanel>;
  /** Its title. */
  readonly title: Scalars['String']['output'];
};

/** A question of a board. */
export type BoardPanel = {
  readonly __typename?: 'BoardPanel';
  /** The picture. Null: the one that fits the result. */
  readonly chart?: Maybe<ChartForm>;
  /** What to look for. Null when the title is sufficient. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether it takes the whole width. */
  readonly isWide: Scalars['Boolean']['output'];
  /** The question, as input of the field `metrics`. */
  readonly question: Scalars['JSON']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
};

/** A condition on true or false; exactly one operator. */
export type BooleanFilterInput =
  /** Equal to this value. */
  { readonly eq: Scalars['Boolean']['input']; readonly isNull?: never; readonly ne?: never; }
  |  /** True: null. False: not null. */
  { readonly eq?: never; readonly isNull: Scalars['Boolean']['input']; readonly ne?: never; }
  |  /** Not equal to this value; true for null. */
  { readonly eq?: never; readonly isNull?: never; readonly ne: Scalars['Boolean']['input']; };

/** A payer: a customer of the billing system, who may or may not also use the product. */
export type Buyer = Node & {
  readonly __typename?: 'Buyer';
  /** The account of the money. */
  readonly account: Account;
  /** When the customer was registered. Null when the customer is only known from a subscription. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether the billing system has deleted the customer. Its history is kept. */
  readonly isDeleted: Scalars['Boolean']['output'];
  /** Whether the payer also uses the product. */
  readonly isUser: Scalars['Boolean']['output'];
  /** The billing customer's id. */
  readonly key: Scalars['String']['output'];
  /** The payer's mail address; personal. Null when unknown. */
  readonly payerEmail?: Maybe<Scalars['String']['output']>;
  /** The user behind the payer. Null when the payer does not use the product. */
  readonly user?: Maybe<User>;
  /** The paid workspace. Null when the billing system names none, or when it is not in the data. */
  readonly workspace?: Maybe<Workspace>;
};

/** A page of buyers. */
export type BuyerConnection = {
  readonly __typename?: 'BuyerConnection';
  /** The buyers, each with their cursor. */
  readonly edges: ReadonlyArray<BuyerEdge>;
  /** The buyers. */
  readonly nodes: ReadonlyArray<Buyer>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The total number on all pages. */
  readonly totalCount: Scalars['WholeNumber']['output'];
};

/** A buyer on a page. */
export type BuyerEdge = {
  readonly __typename?: 'BuyerEdge';
  /** Pass it as `after` to continue after this buyer. */
  readonly cursor: Scalars['String']['output'];
  /** The buyer. */
  readonly node: Buyer;
};

/** Conditions on buyers; all must be met. */
export type BuyerFilterInput = {
  /** On the account of the money. */
  readonly account?: InputMaybe<IdFilterInput>;
  /** All of these must be met. */
  readonly and?: InputMaybe<ReadonlyArray<BuyerFilterInput>>;
  /** On when the customer was registered. */
  readonly createdAt?: InputMaybe<DateTimeFilterInput>;
  /** On the key. */
  readonly id?: InputMaybe<IdFilterInput>;
  /** True: deleted. False: not deleted. */
  readonly isDeleted?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: the payer also uses the product. False: does not. */
  readonly isUser?: InputMaybe<Scalars['Boolean']['input']>;
  /** This must not be met. */
  readonly not?: InputMaybe<BuyerFilterInput>;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: InputMaybe<ReadonlyArray<BuyerFilterInput>>;
  /** On the payer's mail address. */
  readonly payerEmail?: InputMaybe<TextFilterInput>;
  /** Contains this text, ignoring case, in the payer's mail address, where the caller may see it. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** On the paid workspace. */
  readonly workspace?: InputMaybe<IdFilterInput>;
};

/** The columns for ordering buyers. */
export type BuyerOrderField =
  /** When the customer was registered. */
  | 'CREATED_AT'
  /** The key; the fastest. */
  | 'KEY'
  /** The payer's mail address. */
  | 'PAYER_EMAIL';

/** An order of buyers. */
export type BuyerOrderInput = {
  /** Ascending or descending. */
  readonly direction: Direction;
  /** The column to order by. Nulls come last in both directions. */
  readonly field: BuyerOrderField;
};

/** All definitions, and the freshness and completeness of the data. */
export type Catalog = {
  readonly __typename?: 'Catalog';
  /** The boards: questions that are looked at together, by name. A question that the caller may not ask is left out. */
  readonly boards: ReadonlyArray<Board>;
  /** The last loaded moment. Null while no data are loaded. */
  readonly dataAsOf?: Maybe<Scalars['DateTime']['output']>;
  /** All dimensions, by name. */
  readonly dimensions: ReadonlyArray<DimensionDefinition>;
  /** The entities with a list query: users, buyers, accounts, workspaces. */
  readonly entities: ReadonlyArray<EntityDefinition>;
  /** What the caller may list: `accounts`, `users`, `signals` and others, in the names of policies. */
  readonly grantedEntities: ReadonlyArray<Scalars['String']['output']>;
  /** One metric. */
  readonly metric: MetricDefinition;
  /** All metrics, or those of a family, ordered by family and then as in their view. */
  readonly metrics: ReadonlyArray<MetricDefinition>;
  /** The business parameters, which are the options of queries. */
  readonly parameters: ReadonlyArray<Parameter>;
  /** When the stored views were last refreshed. Null before the first refresh. */
  readonly refreshedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The rows that violate the source contract, as found by the last load or refresh, by table and rule. Empty when
   * there are none.
   */
  readonly sourceViolations: ReadonlyArray<SourceViolation>;
  /** The tables that a company provides. */
  readonly sources: ReadonlyArray<Source>;
  /** One view, by its name in the database, `metrics.activation`. Null when there is none. */
  readonly view?: Maybe<View>;
  /** All views, each after those it reads. */
  readonly views: ReadonlyArray<View>;
};


/** All definitions, and the freshness and completeness of the data. */
export type CatalogMetricArgs = {
  name: Metric;
};


/** All definitions, and the freshness and completeness of the data. */
export type CatalogMetricsArgs = {
  family?: InputMaybe<Scalars['String']['input']>;
};


/** All definitions, and the freshness and completeness of the data. */
export type CatalogViewArgs = {
  name: Scalars['String']['input'];
};


/** All definitions, and the freshness and completeness of the data. */
export type CatalogViewsArgs = {
  layer?: InputMaybe<Layer>;
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

/** A point on which respected sources disagree, and the choice of a view's metrics. */
export type Choice = {
  readonly __typename?: 'Choice';
  /** What the metrics do. */
  readonly answer: Scalars['String']['output'];
  /** Why they do it. */
  readonly because: Scalars['String']['output'];
  /** The metrics that it concerns. */
  readonly metrics: ReadonlyArray<Metric>;
  /** The parameters that select another answer. Empty when none does. */
  readonly options: ReadonlyArray<Parameter>;
  /** What other sources do. */
  readonly others: ReadonlyArray<OtherChoice>;
  /** What the sources disagree about, as a question. */
  readonly question: Scalars['String']['output'];
};

/** The form of cohort results. */
export type CohortForm =
  /** Each cohort at each age. */
  | 'EACH'
  /** The unweighted average over cohorts at each age. */
  | 'SIMPLE_AVERAGE'
  /** The average over cohorts at each age, weighted by size. */
  | 'WEIGHTED_AVERAGE';

/** An amount of money of a cohort, per unit of the denominator. */
export type CohortMoneyQuotientValue = {
  readonly __typename?: 'CohortMoneyQuotientValue';
  /** The amount per unit. The description of the metric says when it is null. */
  readonly amount?: Maybe<Scalars['Decimal']['output']>;
  /** The number of cohorts in the average. Null otherwise. */
  readonly cohorts?: Maybe<Scalars['Int']['output']>;
  /**
   * The currency of the amount, such as `USD`, the same for all amounts of a result. Null when neither the data nor
   * the parameter `reporting_currency` defines one.
   */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The denominator. Null when it is not observable. */
  readonly denominator?: Maybe<Scalars['Decimal']['output']>;
  /** Its maturity. Null in an average over cohorts, which has only complete cells. */
  readonly maturity?: Maybe<Maturity>;
  /** The numerator. Null when it is not observable. */
  readonly numerator?: Maybe<Scalars['Decimal']['output']>;
};

/** An amount of money of a cohort. */
export type CohortMoneyValue = {
  readonly __typename?: 'CohortMoneyValue';
  /** The amount. The description of the metric says when it is null. */
  readonly amount?: Maybe<Scalars['Decimal']['output']>;
  /** The number of cohorts in the average. Null otherwise. */
  readonly cohorts?: Maybe<Scalars['Int']['output']>;
  /**
   * The currency of the amount, such as `USD`, the same for all amounts of a result. Null when neither the data nor
   * the parameter `reporting_currency` defines one.
   */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** Its maturity. Null in an average over cohorts, which has only complete cells. */
  readonly maturity?: Maybe<Maturity>;
};

/** A number of a cohort. */
export type CohortNumberValue = {
  readonly __typename?: 'CohortNumberValue';
  /** The number of cohorts in the average. Null otherwise. */
  readonly cohorts?: Maybe<Scalars['Int']['output']>;
  /** Its maturity. Null in an average over cohorts, which has only complete cells. */
  readonly maturity?: Maybe<Maturity>;
  /** The number. The description of the metric says when it is null. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** One number of a cohort divided by another. */
export type CohortQuotientValue = {
  readonly __typename?: 'CohortQuotientValue';
  /** The number of cohorts in the average. Null otherwise. */
  readonly cohorts?: Maybe<Scalars['Int']['output']>;
  /** The denominator. Null when it is not observable. */
  readonly denominator?: Maybe<Scalars['Decimal']['output']>;
  /** Its maturity. Null in an average over cohorts, which has only complete cells. */
  readonly maturity?: Maybe<Maturity>;
  /** The numerator. Null when it is not observable. */
  readonly numerator?: Maybe<Scalars['Decimal']['output']>;
  /** The quotient; 0.25 is a quarter. The description of the metric says when it is null. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** A column of a result. */
export type Column = {
  readonly __typename?: 'Column';
  /**
   * The currency of its amounts, such as `USD`: the currency of payments or, when there are several, the parameter
   * `reporting_currency`. Null unless its unit is `MONEY`.
   */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /**
   * The dimension's name, in lower case; cohort metrics have `cohort` and `age`, distributions `active_periods`. Null
   * unless it is a dimension.
   */
  readonly dimension?: Maybe<Scalars['String']['output']>;
  /** The kind of its values. */
  readonly kind: ColumnKind;
  /** The metric behind it. Null for periods and dimensions. */
  readonly metric?: Maybe<Metric>;
  /** Its name, in lower case; unique in the result. */
  readonly name: Scalars['String']['output'];
  /** The type of its values: `text`, `date`, `timestamptz`, `numeric`, `bigint` or `boolean`. */
  readonly type: Scalars['String']['output'];
  /** The unit of its numbers. Null unless the column has numbers of a metric. */
  readonly unit?: Maybe<Unit>;
};

/** A condition on a column of the result: `{ column: "mrr", is: { gte: 1000 } }`. */
export type ColumnConditionInput = {
  /** The column's name: a metric, its alias, or one of the columns that `parts` and `compareTo` add. */
  readonly column: Scalars['String']['input'];
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
  readonly column: Scalars['String']['input'];
  /** Ascending or descending. */
  readonly direction: Direction;
};

/** A number compared with its value in an earlier period. Amounts are in the currency of the number itself. */
export type Comparison = {
  readonly __typename?: 'Comparison';
  /** The difference from the earlier value. Null when one of the two is null. */
  readonly change?: Maybe<Scalars['Decimal']['output']>;
  /** The earlier value. Null when there were no data then, or the value was null. */
  readonly earlier?: Maybe<Scalars['Decimal']['output']>;
  /** The change as a share of the earlier value. Null when that was zero or negative. */
  readonly growth?: Maybe<Scalars['Decimal']['output']>;
  /** The distance, as in `compareTo`. */
  readonly to: Scalars['String']['output'];
};

/** A comparison with a dimension's value; exactly one operator. */
export type ComparisonInput =
  /** Contains this text, ignoring case. */
  { readonly contains: Scalars['String']['input']; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Equal to this value. */
  { readonly contains?: never; readonly eq: Scalars['Scalar']['input']; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Greater or later than this. */
  { readonly contains?: never; readonly eq?: never; readonly gt: Scalars['Scalar']['input']; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Greater than, later than or equal to this. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte: Scalars['Scalar']['input']; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Equal to one of these. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in: ReadonlyArray<Scalars['Scalar']['input']>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** True: null. False: not null. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Less or earlier than this. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt: Scalars['Scalar']['input']; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Less than, earlier than or equal to this. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte: Scalars['Scalar']['input']; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Not equal to this value; true for null. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne: Scalars['Scalar']['input']; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Not equal to any of these; true for null. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn: ReadonlyArray<Scalars['Scalar']['input']>; readonly startsWith?: never; }
  |  /** Starts with this text, ignoring case. */
  { readonly contains?: never; readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith: Scalars['String']['input']; };

/** A view of which the first and the last row of each day are stored. */
export type DailyRows = {
  readonly __typename?: 'DailyRows';
  /** Why the query reads every row of the view, as a sentence. Null when it reads the stored ones. */
  readonly because?: Maybe<Scalars['String']['output']>;
  /** The stored view with these rows. */
  readonly daily: Scalars['String']['output'];
  /** The view. */
  readonly view: Scalars['String']['output'];
};

/** A refresh of the data. */
export type DataRefresh = {
  readonly __typename?: 'DataRefresh';
  /** The end of the data. Null without data. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Pass it as `after` to continue after this message. */
  readonly cursor: Scalars['String']['output'];
  /** When its results became visible. */
  readonly publishedAt: Scalars['DateTime']['output'];
};

/** A condition on a day; exactly one operator. Null meets only `isNull`, `ne` and `notIn`. */
export type DateFilterInput =
  /** Equal to this day. */
  { readonly eq: Scalars['Date']['input']; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Later than this. */
  { readonly eq?: never; readonly gt: Scalars['Date']['input']; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Later than or equal to this day. */
  { readonly eq?: never; readonly gt?: never; readonly gte: Scalars['Date']['input']; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in: ReadonlyArray<Scalars['Date']['input']>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** True: null. False: not null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Earlier than this. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt: Scalars['Date']['input']; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Earlier than or equal to this day. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte: Scalars['Date']['input']; readonly ne?: never; readonly notIn?: never; }
  |  /** Not equal to this day; true for null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne: Scalars['Date']['input']; readonly notIn?: never; }
  |  /** Not equal to any of these; true for null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn: ReadonlyArray<Scalars['Date']['input']>; };

/**
 * A condition on an instant; exactly one operator. Null meets only `isNull`.
 * Two conditions, as for a period, are two items of the list `where`.
 */
export type DateTimeFilterInput =
  /** Later than this. */
  { readonly gt: Scalars['DateTime']['input']; readonly gte?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** Later than or equal to this instant. */
  { readonly gt?: never; readonly gte: Scalars['DateTime']['input']; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** True: null. False: not null. */
  { readonly gt?: never; readonly gte?: never; readonly isNull: Scalars['Boolean']['input']; readonly lt?: never; readonly lte?: never; }
  |  /** Earlier than this. */
  { readonly gt?: never; readonly gte?: never; readonly isNull?: never; readonly lt: Scalars['DateTime']['input']; readonly lte?: never; }
  |  /** Earlier than or equal to this instant. */
  { readonly gt?: never; readonly gte?: never; readonly isNull?: never; readonly lt?: never; readonly lte: Scalars['DateTime']['input']; };

/** A condition on a number; exactly one operator. Null meets only `isNull`, `ne` and `notIn`. */
export type DecimalFilterInput =
  /** Equal to this number. */
  { readonly eq: Scalars['Decimal']['input']; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Greater than this. */
  { readonly eq?: never; readonly gt: Scalars['Decimal']['input']; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Greater than or equal to this. */
  { readonly eq?: never; readonly gt?: never; readonly gte: Scalars['Decimal']['input']; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in: ReadonlyArray<Scalars['Decimal']['input']>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** True: null. False: not null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Less than this. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt: Scalars['Decimal']['input']; readonly lte?: never; readonly ne?: never; readonly notIn?: never; }
  |  /** Less than or equal to this. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte: Scalars['Decimal']['input']; readonly ne?: never; readonly notIn?: never; }
  |  /** Not equal to this number; true for null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne: Scalars['Decimal']['input']; readonly notIn?: never; }
  |  /** Not equal to any of these; true for null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; readonly ne?: never; readonly notIn: ReadonlyArray<Scalars['Decimal']['input']>; };

/** The replacement of a metric. */
export type Deprecation = {
  readonly __typename?: 'Deprecation';
  /** The version that deprecated it. */
  readonly since: Scalars['String']['output'];
  /** The metric to use instead. */
  readonly use: Metric;
};

/** An option with a non-canonical value. */
export type Deviation = {
  readonly __typename?: 'Deviation';
  /** The value in the canonical definition. Null when that value is null. */
  readonly canonical?: Maybe<Scalars['JSON']['output']>;
  /** The parameter's name. */
  readonly option: Scalars['String']['output'];
  /** The value used in this result. Null when that value is null. */
  readonly used?: Maybe<Scalars['JSON']['output']>;
};

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

/** A dimension to group metrics by. */
export type DimensionDefinition = {
  readonly __typename?: 'DimensionDefinition';
  /** Its meaning, and when it is null. */
  readonly description: Scalars['String']['output'];
  /** The enum value for queries. */
  readonly dimension: Dimension;
  /** Its name in SQL and in results. */
  readonly name: Scalars['String']['output'];
  /** The type of its values: `text`, `boolean`, `numeric` or `date`. */
  readonly type: Scalars['String']['output'];
  /** All values it can have. Null when the list is open. */
  readonly values?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** The direction of an order. */
export type Direction =
  /** The smallest, earliest or alphabetically first. */
  | 'ASC'
  /** The largest, latest or alphabetically last. */
  | 'DESC';

/** An entity with a list query. */
export type EntityDefinition = {
  readonly __typename?: 'EntityDefinition';
  /** The meaning of a row. */
  readonly description: Scalars['String']['output'];
  /** Dimensions that describe it. */
  readonly dimensions: ReadonlyArray<DimensionDefinition>;
  /** The columns that identify it. */
  readonly key: ReadonlyArray<Scalars['String']['output']>;
  /** Its name, plural, `accounts`. */
  readonly name: Scalars['String']['output'];
  /** Its view. */
  readonly view: View;
};

/** Events of the product: `{ event: "message_sent" }`, or `{ event: "plan_changed", where: { to: ["team", "pro"] } }`. */
export type EventMatcherInput = {
  /** The event's name. Null: any name. */
  readonly event?: InputMaybe<Scalars['String']['input']>;
  /** Property → its required value, or a list of accepted values. Null: any properties. */
  readonly where?: InputMaybe<Scalars['JSON']['input']>;
};

/** The explanation of a query. */
export type Explanation = {
  readonly __typename?: 'Explanation';
  /**
   * The views whose days are stored, too: counts by days and longer periods need only the first and the last row of each
   * day. Empty when the query reads no such view.
   */
  readonly dailyRows: ReadonlyArray<DailyRows>;
  /** The values, in order. */
  readonly parameters: Scalars['JSON']['output'];
  /** The plan compiled to the SQL. */
  readonly plan: Scalars['JSON']['output'];
  /** The definitions of the result. */
  readonly provenance: Provenance;
  /** Where the values come from: one entry for each group of metrics counted from the same rows. */
  readonly sources: ReadonlyArray<ValueSource>;
  /** The SQL, with `$1`, `$2` … for its values. */
  readonly sql: Scalars['String']['output'];
};

/**
 * A condition on a dimension: `{ dimension: COUNTRY, is: { in: ["DE", "AT"] } }`; or conditions joined:
 * `{ anyOf: [{ dimension: PLAN, is: { eq: "free" } }, { dimension: PLAN, is: { isNull: true } }] }`. Exactly one of
 * `dimension` with `is`, `anyOf`, `allOf`, `not`. Joined conditions nest at most 5 deep.
 */
export type FilterInput = {
  /** All of these are met. Null counts as absent. */
  readonly allOf?: InputMaybe<ReadonlyArray<FilterInput>>;
  /** At least one of these is met. Null counts as absent. */
  readonly anyOf?: InputMaybe<ReadonlyArray<FilterInput>>;
  /** The dimension to compare; null when conditions are joined. */
  readonly dimension?: InputMaybe<Dimension>;
  /** The comparison; null when conditions are joined. */
  readonly is?: InputMaybe<ComparisonInput>;
  /** This is not met; true where its comparison is with null. Null counts as absent. */
  readonly not?: InputMaybe<FilterInput>;
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
  /** Equal to this key. */
  { readonly eq: Scalars['ID']['input']; readonly in?: never; readonly isNull?: never; }
  |  /**
   * Equal to one of these. The list is a set: a key given twice, or as global and plain id, counts once, and an unknown
   * key matches nothing. Its order does not affect the result; use `orderBy`.
   */
  { readonly eq?: never; readonly in: ReadonlyArray<Scalars['ID']['input']>; readonly isNull?: never; }
  |  /** True: null. False: not null. */
  { readonly eq?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; };

/** A condition on a whole number; exactly one operator. Null meets only `isNull`. */
export type IntFilterInput =
  /** Equal to this number. */
  { readonly eq: Scalars['WholeNumber']['input']; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** Greater than this. */
  { readonly eq?: never; readonly gt: Scalars['WholeNumber']['input']; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** Greater than or equal to this. */
  { readonly eq?: never; readonly gt?: never; readonly gte: Scalars['WholeNumber']['input']; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in: ReadonlyArray<Scalars['WholeNumber']['input']>; readonly isNull?: never; readonly lt?: never; readonly lte?: never; }
  |  /** True: null. False: not null. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; readonly lt?: never; readonly lte?: never; }
  |  /** Less than this. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt: Scalars['WholeNumber']['input']; readonly lte?: never; }
  |  /** Less than or equal to this. */
  { readonly eq?: never; readonly gt?: never; readonly gte?: never; readonly in?: never; readonly isNull?: never; readonly lt?: never; readonly lte: Scalars['WholeNumber']['input']; };

/** How a user came to the product. */
export type InvitedOrSelf =
  /** By invitation. */
  | 'INVITED'
  /** Without a known invitation. */
  | 'SELF';

/** A condition on how a user came to the product; exactly one operator. */
export type InvitedOrSelfFilterInput =
  /** Equal to this value. */
  { readonly eq: InvitedOrSelf; readonly in?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly in: ReadonlyArray<InvitedOrSelf>; };

/** The values of a dimension to list. */
export type KeepInput = {
  /** A text dimension in `by`. */
  readonly dimension: Dimension;
  /** The values. A null in the list lists rows without a value by themselves. */
  readonly values: ReadonlyArray<InputMaybe<Scalars['String']['input']>>;
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

/** The maturity of a cohort cell. */
export type Maturity =
  /** Its period has ended: the number is final, except for late records. */
  | 'COMPLETE'
  /** The number cannot be observed. */
  | 'NOT_OBSERVABLE'
  /** Its period has not ended: the number may still change. */
  | 'PARTIAL';

/** A membership of a user in a workspace. */
export type Membership = {
  readonly __typename?: 'Membership';
  /** When the user joined. */
  readonly joinedAt: Scalars['DateTime']['output'];
  /**
   * When the user left, or will leave if that is already known; for deleted users at the latest at their deletion. Null
   * without an end.
   */
  readonly leftAt?: Maybe<Scalars['DateTime']['output']>;
  /** The role at the workspace. Null when unknown. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** The type of seat. Null when unknown. */
  readonly seatType?: Maybe<Scalars['String']['output']>;
  /** The user. Null when the user belongs to an account that the caller may not see. */
  readonly user?: Maybe<User>;
  /** The workspace. */
  readonly workspace: Workspace;
};

/** A page of memberships, by start. */
export type MembershipConnection = {
  readonly __typename?: 'MembershipConnection';
  /** The memberships, each with its cursor. */
  readonly edges: ReadonlyArray<MembershipEdge>;
  /** The memberships. */
  readonly nodes: ReadonlyArray<Membership>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The total number on all pages. */
  readonly totalCount: Scalars['WholeNumber']['output'];
};

/** A membership on a page. */
export type MembershipEdge = {
  readonly __typename?: 'MembershipEdge';
  /** Pass it as `after` to continue after this membership. */
  readonly cursor: Scalars['String']['output'];
  /** The membership. */
  readonly node: Membership;
};

/** Conditions on memberships; all must be met. */
export type MembershipFilterInput = {
  /** All of these must be met. */
  readonly and?: InputMaybe<ReadonlyArray<MembershipFilterInput>>;
  /** True: active at the last loaded moment. False: ended before. */
  readonly isCurrent?: InputMaybe<Scalars['Boolean']['input']>;
  /** This must not be met. */
  readonly not?: InputMaybe<MembershipFilterInput>;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: InputMaybe<ReadonlyArray<MembershipFilterInput>>;
  /** On the role. */
  readonly role?: InputMaybe<TextFilterInput>;
  /** On the type of seat. */
  readonly seatType?: InputMaybe<TextFilterInput>;
};

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

/** The definition of a metric. */
export type MetricDefinition = {
  readonly __typename?: 'MetricDefinition';
  /** Changes with its SQL. */
  readonly definitionHash: Scalars['String']['output'];
  /** The replacement. Null while the metric is current. */
  readonly deprecated?: Maybe<Deprecation>;
  /** Its meaning, and when it is null. */
  readonly description: Scalars['String']['output'];
  /** The dimensions to group by and filter on. */
  readonly dimensions: ReadonlyArray<DimensionDefinition>;
  /** The identity of its movements: `starting_mrr + new_mrr + … = mrr`. Null unless it has movements. */
  readonly explainedBy?: Maybe<Scalars['String']['output']>;
  /** The group of metrics defined in the same view. */
  readonly family: Scalars['String']['output'];
  /** The grains at which it is defined, finest first. Empty for a point-in-time metric, which has no periods. */
  readonly grains: ReadonlyArray<Grain>;
  /** Whether its required tables are loaded. */
  readonly isAvailable: Scalars['Boolean']['output'];
  /** Whether the role of the caller may query it. Definitions can be read by any role. */
  readonly isGranted: Scalars['Boolean']['output'];
  /** How it is computed. */
  readonly kind: MetricKind;
  /** The enum value for queries. */
  readonly metric: Metric;
  /** Its movements, when it is a balance: `start + movements = end`, for every account and in total. Otherwise empty. */
  readonly movements: ReadonlyArray<Metric>;
  /** The balance that it changes. Null unless it is a movement. */
  readonly moves?: Maybe<Metric>;
  /** Its name in SQL and in results. */
  readonly name: Scalars['String']['output'];
  /** The parameters that affect it. */
  readonly options: ReadonlyArray<Parameter>;
  /** The source tables that it requires; `users|product_events` means one of the two. */
  readonly requires: ReadonlyArray<Scalars['String']['output']>;
  /** The keys of its rows. Metrics of different shapes cannot be combined in one result. */
  readonly resultShape: ResultShape;
  /** The reasons why it is not available, one sentence each; empty when it is available. */
  readonly unavailableBecause: ReadonlyArray<Scalars['String']['output']>;
  /** Its dimensions whose source tables are not loaded; a query by one of them is rejected. */
  readonly unavailableDimensions: ReadonlyArray<UnavailableDimension>;
  /** The unit of its numbers. */
  readonly unit: Unit;
  /** Raised when the meaning changes. */
  readonly version: Scalars['Int']['output'];
  /** The view that defines it. */
  readonly view: View;
};

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

/** A value of a metric. */
export type MetricPoint = {
  readonly __typename?: 'MetricPoint';
  /** The first day of the period, or its first hour. Null without a grain. */
  readonly period?: Maybe<Scalars['String']['output']>;
  /** The number. Null when the metric has no value here, such as a ratio with denominator zero. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** The definition of a metric in a result. */
export type MetricProvenance = {
  readonly __typename?: 'MetricProvenance';
  /** Its column in the result: the metric's alias, or its name in lower case. */
  readonly column: Scalars['String']['output'];
  /** Changes with the metric's SQL and with every override. */
  readonly definitionHash: Scalars['String']['output'];
  /** Its meaning. */
  readonly description: Scalars['String']['output'];
  /** The options with non-canonical values; empty for the canonical definition. */
  readonly deviations: ReadonlyArray<Deviation>;
  /**
   * The number of immature rows of the whole query, on all its pages: for example sign-ups whose window has not ended; for
   * a cohort metric, the number of `PARTIAL` cells. Rates exclude them. Null for metrics whose rows are always mature, when
   * there are no rows, from `explain`, and for roles from which values of small groups are withheld.
   */
  readonly immatureCount?: Maybe<Scalars['WholeNumber']['output']>;
  /** Their share of all rows of the query: 0 when all are mature. Null when `immatureCount` is null. */
  readonly immatureShare?: Maybe<Scalars['Decimal']['output']>;
  /** The metric. */
  readonly metric: Metric;
  /** Raised when the meaning of the metric changes. */
  readonly version: Scalars['Int']['output'];
};

/** A metric with an alias, or with conditions. */
export type MetricRequestInput = {
  /** The column's name in the result. Without it, the metric's name; names must be unique. */
  readonly alias?: InputMaybe<Scalars['String']['input']>;
  /** The metric. */
  readonly metric: Metric;
  /**
   * The time range of each value instead of the period: `all_time` (up to the end of the period), `year_to_date`,
   * `quarter_to_date`, `month_to_date`, `week_to_date`, or a trailing length such as `28 days`. Or the values of
   * several periods: `average of 7 days`, `minimum of 7 days`, `maximum of 7 days`, which end with the period and are
   * null unless all of them have a value; and, for ratios, `product of 12 months`, which compounds them. Null: the period.
   */
  readonly over?: InputMaybe<Scalars['String']['input']>;
  /** Conditions for this metric, in addition to those of the query. */
  readonly where: ReadonlyArray<FilterInput>;
};

/** The values of a metric for one object, in its canonical definition. */
export type MetricSeries = {
  readonly __typename?: 'MetricSeries';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The currency of amounts, such as `USD`. Null unless the unit is `MONEY`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** Changes with the metric's SQL. */
  readonly definitionHash: Scalars['String']['output'];
  /** The metric. */
  readonly metric: Metric;
  /**
   * The values: those of the rows of `metrics` grouped by the object, in the order of the periods. Without a grain, one
   * value. With a grain and without `period`, the first one is that of the first period with a value other than zero and
   * null; there is none when the object has no rows.
   */
  readonly points: ReadonlyArray<MetricPoint>;
  /** The unit of the numbers. */
  readonly unit: Unit;
  /** The version of the definition. */
  readonly version: Scalars['Int']['output'];
};

/** A metric's value for one object, as of the last loaded moment, in its canonical definition. */
export type MetricValue = {
  readonly __typename?: 'MetricValue';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The currency of an amount, such as `USD`. Null unless the unit is `MONEY`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** Changes with the metric's SQL. */
  readonly definitionHash: Scalars['String']['output'];
  /** The metric. */
  readonly metric: Metric;
  /** The unit of the number. */
  readonly unit: Unit;
  /** The number. Null when the metric has no value here, such as a ratio with denominator zero. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
  /** The version of the definition. */
  readonly version: Scalars['Int']['output'];
};

/** A query: metrics, by dimensions, over time. */
export type MetricsInput = {
  /** The `endCursor` of the previous page. */
  readonly after?: InputMaybe<Scalars['String']['input']>;
  /** Records known later are excluded. Without it, the last loaded moment. */
  readonly asOf?: InputMaybe<Scalars['Moment']['input']>;
  /** Dimensions to group by: one row for each combination of their values. Without any, one row for each period. */
  readonly by: ReadonlyArray<Dimension>;
  /**
   * Whether to return rows per cohort, or one averaged row per age. Averages are over rates of complete cells only, so
   * cohorts that are too young are excluded.
   */
  readonly cohorts: CohortForm;
  /** Metrics with an alias or with conditions; their columns follow those of `metrics`. */
  readonly columns: ReadonlyArray<MetricRequestInput>;
  /**
   * Earlier periods to compare each one with, in additional columns: `previous`, or a distance such as `1 year`.
   * Requires a grain.
   */
  readonly compareTo: ReadonlyArray<Scalars['String']['input']>;
  /** The largest number of rows. Without it, all rows, up to the limit of cells. */
  readonly first?: InputMaybe<Scalars['Int']['input']>;
  /**
   * Whether to compute from the source tables as they are now, with records that arrived since the last refresh. It takes
   * longer: nothing stored is read. Not together with `asOf`.
   */
  readonly fresh: Scalars['Boolean']['input'];
  /** The length of a period. Without it there is one period, from the first day to the last. */
  readonly grain?: InputMaybe<Grain>;
  /** Conditions on the numbers of a row; conditions on dimensions go into `where`. */
  readonly having: ReadonlyArray<ColumnConditionInput>;
  /**
   * Dimensions with a list of values to show. All other values become one group named `(other)` or, when a value has that
   * name, `(other 2)` and so on; `others` of the result has the name.
   */
  readonly keep: ReadonlyArray<KeepInput>;
  /** Metrics, each under its own name. At least one is required here or in `columns`. */
  readonly metrics: ReadonlyArray<Metric>;
  /**
   * Business parameters to override in this query. Each one is listed under `deviations` and changes the definition
   * hash.
   */
  readonly options: ReadonlyArray<OptionInput>;
  /** The order of the rows, most significant column first. Without it: period, then dimensions, ascending. */
  readonly orderBy: ReadonlyArray<ColumnOrderInput>;
  /** How the first and the last period are counted when the range, or `asOf`, leaves days of them out. */
  readonly partial: PartialPeriods;
  /**
   * Whether to add numerator and denominator after each ratio, and after each cohort metric also its maturity or, in an
   * average, its number of cohorts.
   */
  readonly parts: Scalars['Boolean']['input'];
  /** The range of days. Without it, all records known at `asOf`. */
  readonly period?: InputMaybe<PeriodInput>;
  /** Whether to compute `subtotals`. */
  readonly subtotals: Scalars['Boolean']['input'];
  /**
   * The IANA name of the time zone of days, weeks and months. Without it, the business parameter
   * `time_zone`.
   */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Period-to-date: whether to truncate every period at the same elapsed time as the period of `asOf`. */
  readonly toDate: Scalars['Boolean']['input'];
  /** Lists the values with the highest total of a metric over all periods. Null: all values are listed. */
  readonly top?: InputMaybe<TopInput>;
  /** Whether to compute `totals`. */
  readonly totals: Scalars['Boolean']['input'];
  /** Conditions on the rows of all metrics. */
  readonly where: ReadonlyArray<FilterInput>;
};

/** The position of a page among all rows of a result. */
export type MetricsPageInfo = {
  readonly __typename?: 'MetricsPageInfo';
  /** Pass it as `after` to get the next rows. Null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
};

/** A result: a table, and its provenance. */
export type MetricsResult = {
  readonly __typename?: 'MetricsResult';
  /** The columns, in the order of the values in each row. */
  readonly columns: ReadonlyArray<Column>;
  /** The name of the group of other values, for each dimension of `keep` and `top`; otherwise empty. */
  readonly others: ReadonlyArray<OtherValues>;
  /** The position of this page among all rows. */
  readonly pageInfo: MetricsPageInfo;
  /** The definitions behind the numbers, and the state of the data. */
  readonly provenance: Provenance;
  /** The rows, each with one value for each column. The metric's description says when a value is null. */
  readonly rows: ReadonlyArray<ReadonlyArray<Maybe<Scalars['Scalar']['output']>>>;
  /**
   * The rows of every coarser level, finest first: without the last dimension, without the last two, and so on; each
   * computed from the base rows, so exact for distinct counts too. Empty unless requested.
   */
  readonly subtotals: ReadonlyArray<Subtotals>;
  /**
   * One more row, over all periods and dimensions, exact for distinct counts too; null for its periods and dimensions.
   * Null unless requested.
   */
  readonly totals?: Maybe<ReadonlyArray<Maybe<Scalars['Scalar']['output']>>>;
};

/** An amount of money of a row, per unit of the denominator. */
export type MoneyQuotientValue = {
  readonly __typename?: 'MoneyQuotientValue';
  /** The amount per unit. The description of the metric says when it is null. */
  readonly amount?: Maybe<Scalars['Decimal']['output']>;
  /** The values in the earlier periods of `compareTo`, in their order; empty without `compareTo`. */
  readonly compared: ReadonlyArray<Comparison>;
  /**
   * The currency of the amount, such as `USD`, the same for all amounts of a result. Null when neither the data nor
   * the parameter `reporting_currency` defines one.
   */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The denominator. Null when it is not observable. */
  readonly denominator?: Maybe<Scalars['Decimal']['output']>;
  /** The numerator. Null when it is not observable. */
  readonly numerator?: Maybe<Scalars['Decimal']['output']>;
};

/** An amount of money of a row. */
export type MoneyValue = {
  readonly __typename?: 'MoneyValue';
  /** The amount. The description of the metric says when it is null. */
  readonly amount?: Maybe<Scalars['Decimal']['output']>;
  /** The values in the earlier periods of `compareTo`, in their order; empty without `compareTo`. */
  readonly compared: ReadonlyArray<Comparison>;
  /**
   * The currency of the amount, such as `USD`, the same for all amounts of a result. Null when neither the data nor
   * the parameter `reporting_currency` defines one.
   */
  readonly currency?: Maybe<Scalars['String']['output']>;
};

/** An object with a global id, which can be queried again by it. */
export type Node = {
  /** The global id: opaque, unique among all types. */
  readonly id: Scalars['ID']['output'];
};

/** A number of a row. */
export type NumberValue = {
  readonly __typename?: 'NumberValue';
  /** The values in the earlier periods of `compareTo`, in their order; empty without `compareTo`. */
  readonly compared: ReadonlyArray<Comparison>;
  /** The number. The description of the metric says when it is null. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** An override of a business parameter: `{ name: "core_action", value: "commit" }`. */
export type OptionInput = {
  /** The parameter's name, as `catalog { parameters { name } }` lists them. */
  readonly name: Scalars['String']['input'];
  /** The value, of the parameter's type. Null is valid only for parameters that define it. */
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
};

/** What another source does. */
export type OtherChoice = {
  readonly __typename?: 'OtherChoice';
  /** What it does, in our own words. */
  readonly answer: Scalars['String']['output'];
  /** The name of the source. */
  readonly source: Scalars['String']['output'];
};

/** The group of other values of a dimension. */
export type OtherValues = {
  readonly __typename?: 'OtherValues';
  /** The dimension's name, in lower case. */
  readonly dimension: Scalars['String']['output'];
  /** The name of the group in the rows. No value of the dimension has that name. */
  readonly value: Scalars['String']['output'];
};

/** The position of a page in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the page's last item: pass it as `after` to get the next page. Null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is a next page: always with `last` and `before`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is a previous page: always with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first item: pass it as `before` to get the previous page. Null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A business parameter. It is the option of a query under the same name. */
export type Parameter = {
  readonly __typename?: 'Parameter';
  /** The value in the canonical definition. Null when that value is null. */
  readonly canonical?: Maybe<Scalars['JSON']['output']>;
  /** Its meaning. */
  readonly description: Scalars['String']['output'];
  /** The largest number allowed. Null when there is none. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** The smallest number allowed. Null when there is none. */
  readonly min?: Maybe<Scalars['Float']['output']>;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /**
   * The type of its values: `text`, `text_list`, `matcher` (an event name, a list of them, or conditions), `integer`,
   * `number`, `boolean` or `timestamp`.
   */
  readonly type: Scalars['String']['output'];
  /** The unit of its number. Null when it is not a duration. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** All values it can have. Null when the list is open. */
  readonly values?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
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
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /**
   * A relative period as of `asOf`, instead of both days: `last 12 months` (whole ones), `this quarter` (the current
   * one), `yesterday`. Null: use the days.
   */
  readonly relative?: InputMaybe<Scalars['String']['input']>;
  /** The last day. Without it, the day of `asOf`. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** The provenance of a result. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** Records known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The last loaded moment. Null while no data are loaded. */
  readonly dataAsOf?: Maybe<Scalars['DateTime']['output']>;
  /** The definition of each requested metric. */
  readonly metrics: ReadonlyArray<MetricProvenance>;
  /**
   * Assumptions made because an optional table is not loaded, and deprecated metrics with their replacements; one
   * sentence each, usually empty.
   */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** All business parameters, by name, with the values used. */
  readonly parameters: Scalars['JSON']['output'];
  /** The hash of the policies that decided what the caller may see. Null where the server has no policies. */
  readonly policyHash?: Maybe<Scalars['String']['output']>;
  /** When the stored views that the result was read from were refreshed. Null when the result was computed from the base. */
  readonly refreshedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which relations were read. */
  readonly servedFrom: ServedFrom;
  /** The time zone of days, weeks and months. */
  readonly timeZone: Scalars['String']['output'];
};

/** All queries. */
export type Query = {
  readonly __typename?: 'Query';
  /** One account. Null when the id is unknown. */
  readonly account?: Maybe<Account>;
  /**
   * Accounts, in pages. Rejected (`CONTRACT_BROKEN`) while rows of their source table, or
   * keys upstream, violate the source contract. Null when it is rejected.
   */
  readonly accounts?: Maybe<AccountConnection>;
  /** One buyer. Null when the id is unknown. */
  readonly buyer?: Maybe<Buyer>;
  /**
   * Buyers, in pages. Rejected (`CONTRACT_BROKEN`) while rows of their source table, or
   * keys upstream, violate the source contract. Null when it is rejected.
   */
  readonly buyers?: Maybe<BuyerConnection>;
  /** All definitions: metrics, dimensions, parameters, entities, views and sources. */
  readonly catalog: Catalog;
  /** The explanation of a query: the SQL, its values and the plan, without running it. Null when the query is rejected. */
  readonly explain?: Maybe<Explanation>;
  /**
   * Any metrics by their shared dimensions, in one table. A query without a correct result is rejected, with the reason
   * and valid alternatives, and is null.
   */
  readonly metrics?: Maybe<MetricsResult>;
  /** The object with this global id, of any type. Null when the id is unknown. */
  readonly node?: Maybe<Node>;
  /** The objects with these global ids, of any type, in the order of the ids. Null for each id that is unknown. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * What is worth acting on, in pages, in the order in which it became known: by the refresh that published it first, then
   * by its detection. A signal is listed once, when it is detected, and not again while it is open. What becomes known later
   * comes after every cursor, also when it is detected in the past, so a reader that keeps its last `endCursor` misses
   * nothing. With `asOf` the order is that of the detection, and with the same `asOf` the list is the same. Signals that are
   * not stored, as in an embedded database that is not refreshed after a load, are in the order of their detection. Null
   * when it is rejected.
   */
  readonly signals?: Maybe<SignalConnection>;
  /** One user. Null when the id is unknown. */
  readonly user?: Maybe<User>;
  /**
   * Users, in pages, including deleted ones. Rejected (`CONTRACT_BROKEN`) while rows of their source table, or
   * keys upstream, violate the source contract. Null when it is rejected.
   */
  readonly users?: Maybe<UserConnection>;
  /** One workspace. Null when the id is unknown. */
  readonly workspace?: Maybe<Workspace>;
  /**
   * Workspaces, in pages, including deleted ones. Rejected (`CONTRACT_BROKEN`) while rows of their source table, or
   * keys upstream, violate the source contract. Null when it is rejected.
   */
  readonly workspaces?: Maybe<WorkspaceConnection>;
};


/** All queries. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. */
export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<AccountOrderInput>>;
  where?: InputMaybe<ReadonlyArray<AccountFilterInput>>;
};


/** All queries. */
export type QueryBuyerArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. */
export type QueryBuyersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<BuyerOrderInput>>;
  where?: InputMaybe<ReadonlyArray<BuyerFilterInput>>;
};


/** All queries. */
export type QueryExplainArgs = {
  input: MetricsInput;
};


/** All queries. */
export type QueryMetricsArgs = {
  input: MetricsInput;
};


/** All queries. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** All queries. */
export type QuerySignalsArgs = {
  accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  actBy?: InputMaybe<ReadonlyArray<SignalActor>>;
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Moment']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  severities?: InputMaybe<ReadonlyArray<SignalSeverity>>;
  signals?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  since?: InputMaybe<Scalars['Moment']['input']>;
  until?: InputMaybe<Scalars['Moment']['input']>;
};


/** All queries. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<UserOrderInput>>;
  where?: InputMaybe<ReadonlyArray<UserFilterInput>>;
};


/** All queries. */
export type QueryWorkspaceArgs = {
  id: Scalars['ID']['input'];
};


/** All queries. */
export type QueryWorkspacesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<WorkspaceOrderInput>>;
  where?: InputMaybe<ReadonlyArray<WorkspaceFilterInput>>;
};

/** One number of a row divided by another. */
export type QuotientValue = {
  readonly __typename?: 'QuotientValue';
  /** The values in the earlier periods of `compareTo`, in their order; empty without `compareTo`. */
  readonly compared: ReadonlyArray<Comparison>;
  /** The denominator. Null when it is not observable. */
  readonly denominator?: Maybe<Scalars['Decimal']['output']>;
  /** The numerator. Null when it is not observable. */
  readonly numerator?: Maybe<Scalars['Decimal']['output']>;
  /** The quotient; 0.25 is a quarter. The description of the metric says when it is null. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** A rollup that is not read. */
export type RejectedRollup = {
  readonly __typename?: 'RejectedRollup';
  /** Why its rows are not those of the query, as a sentence. */
  readonly because: Scalars['String']['output'];
  /** Its name. */
  readonly rollup: Scalars['String']['output'];
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

/** A condition on the rule that assigned a workspace; exactly one operator. */
export type RollUpMethodFilterInput =
  /** Equal to this value. */
  { readonly eq: RollUpMethod; readonly in?: never; }
  |  /** Equal to one of these. */
  { readonly eq?: never; readonly in: ReadonlyArray<RollUpMethod>; };

/** The relations that were read. The numbers are the same. */
export type ServedFrom =
  /** The definitions, computed for this query. */
  | 'BASE'
  /** Stored aggregates. */
  | 'ROLLUP'
  /** Views with stored results. */
  | 'STORED';

/** Something worth acting on: a condition on an account, a workspace or a user, and when it became true. */
export type Signal = {
  readonly __typename?: 'Signal';
  /** Its account. Null, with an error, when the caller is not granted accounts. */
  readonly account?: Maybe<Account>;
  /** The key of its account. */
  readonly accountKey: Scalars['String']['output'];
  /** The team that should act on it. */
  readonly actBy: SignalActor;
  /** When its condition was no longer true. Null while it is open. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes with the definition. */
  readonly definitionHash: Scalars['String']['output'];
  /** The condition, in words. */
  readonly description: Scalars['String']['output'];
  /** When its condition became true, as known at the time. */
  readonly detectedAt: Scalars['DateTime']['output'];
  /** The numbers at the detection. */
  readonly evidence: Scalars['JSON']['output'];
  /** How soon it should be acted on. */
  readonly severity: SignalSeverity;
  /** The name: that of its file in `sql/signals/`. */
  readonly signal: Scalars['String']['output'];
  /** What the signal is about. */
  readonly subject: SignalSubject;
  /** The key of the account, workspace or user that it is about. */
  readonly subjectKey: Scalars['String']['output'];
  /** The user that it is about. Null for signals about accounts and workspaces. */
  readonly user?: Maybe<User>;
  /** The workspace that it is about. Null for signals about accounts and users. */
  readonly workspace?: Maybe<Workspace>;
};

/** A team that acts on signals. */
export type SignalActor =
  /** Product. */
  | 'PRODUCT'
  /** Sales. */
  | 'SALES'
  /** Customer success. */
  | 'SUCCESS';

/** A page of signals. */
export type SignalConnection = {
  readonly __typename?: 'SignalConnection';
  /** Signals known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** The signals, each with its cursor. */
  readonly edges: ReadonlyArray<SignalEdge>;
  /** The signals. */
  readonly nodes: ReadonlyArray<Signal>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The signals that cannot be detected with the loaded data. */
  readonly unavailable: ReadonlyArray<UnavailableSignal>;
};

/** A signal on a page. */
export type SignalEdge = {
  readonly __typename?: 'SignalEdge';
  /** Pass it as `after` to continue after this signal. */
  readonly cursor: Scalars['String']['output'];
  /** The signal. */
  readonly node: Signal;
};

/** Signals that became known since the message before. */
export type SignalNews = {
  readonly __typename?: 'SignalNews';
  /** Signals known later are excluded. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Pass it as `after` to continue after this message. */
  readonly cursor: Scalars['String']['output'];
  /** The signals, by the refresh that published them first, then in the order of their detection. */
  readonly nodes: ReadonlyArray<Signal>;
  /** The signals that cannot be detected with the loaded data. They are not sent: list those that are not named any more. */
  readonly unavailable: ReadonlyArray<UnavailableSignal>;
};

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

/** A table that a company provides: a part of the source contract. */
export type Source = {
  readonly __typename?: 'Source';
  /** Its columns. */
  readonly columns: ReadonlyArray<SourceColumn>;
  /** The meaning of a row. */
  readonly description: Scalars['String']['output'];
  /** The column whose latest value is the freshness of the table. Null when it has none. */
  readonly freshness?: Maybe<Scalars['String']['output']>;
  /** Whether it is loaded. */
  readonly isProvided: Scalars['Boolean']['output'];
  /** The columns that are unique together; a null counts as a value. */
  readonly key: ReadonlyArray<Scalars['String']['output']>;
  /** Its name, without the schema `source`. */
  readonly name: Scalars['String']['output'];
  /** The violations of its rows, as found by the last load or refresh, by rule. Empty when there are none. */
  readonly violations: ReadonlyArray<SourceViolation>;
};

/** A column of a source table. */
export type SourceColumn = {
  readonly __typename?: 'SourceColumn';
  /** Its meaning. Null when the name is sufficient. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether it can identify a person. */
  readonly isPersonal: Scalars['Boolean']['output'];
  /** Whether every row must have a value. */
  readonly isRequired: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its Postgres type. */
  readonly type: Scalars['String']['output'];
  /** The only values allowed. Null when the list is open. */
  readonly values?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** Rows of a source table that violate one rule of the source contract. `plumbline check` reports the current ones. */
export type SourceViolation = {
  readonly __typename?: 'SourceViolation';
  /** The number of violating rows. Null for a role that sees some accounts only. */
  readonly count?: Maybe<Scalars['WholeNumber']['output']>;
  /** A few of these rows as text, without personal data. */
  readonly examples: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The metrics that are rejected because of it with `CONTRACT_BROKEN`, in any query. Empty when numbers are still given;
   * a dimension that needs the table may be rejected nevertheless.
   */
  readonly falsifies: ReadonlyArray<Metric>;
  /** A sentence with the table and the number of rows. */
  readonly message: Scalars['String']['output'];
  /** An SQL query that returns all of them. */
  readonly rowsQuery: Scalars['String']['output'];
  /** The violated rule, unique within the table: `required amount`, `key period_id`. */
  readonly rule: Scalars['String']['output'];
  /** The consequence for the numbers. */
  readonly severity: ViolationSeverity;
  /** The table. */
  readonly source: Source;
};

/** Streams at `/graphql/stream` (SSE) and `/graphql/ws` (WebSocket). A stream that ends is continued with its last `cursor`. */
export type Stream = {
  readonly __typename?: 'Stream';
  /**
   * Refreshes of the data, so that an application reads again what it shows. The first message is the newest refresh, unless
   * it is the one of the cursor. Refreshes that follow each other quickly are one message. Null when it is rejected; the
   * stream then ends.
   */
  readonly dataRefreshed?: Maybe<DataRefresh>;
  /**
   * New signals, each once, when a refresh has detected them, also those that rows which arrive late detect in the past. The
   * first message is sent at once: what came after the cursor, or nothing yet and the cursor to continue with. Where signals
   * are not stored, as in an embedded database that is not refreshed after a load, only later detections are sent, and once
   * more after the next refresh. Null when it is rejected; the stream then ends.
   */
  readonly signals?: Maybe<SignalNews>;
};


/** Streams at `/graphql/stream` (SSE) and `/graphql/ws` (WebSocket). A stream that ends is continued with its last `cursor`. */
export type StreamDataRefreshedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Streams at `/graphql/stream` (SSE) and `/graphql/ws` (WebSocket). A stream that ends is continued with its last `cursor`. */
export type StreamSignalsArgs = {
  accounts?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  actBy?: InputMaybe<ReadonlyArray<SignalActor>>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  severities?: InputMaybe<ReadonlyArray<SignalSeverity>>;
  signals?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The rows over all values of some dimensions. */
export type Subtotals = {
  readonly __typename?: 'Subtotals';
  /** The dimensions of these rows, in lower case. */
  readonly by: ReadonlyArray<Scalars['String']['output']>;
  /** One value for each column of the result; null for the dimensions left out. */
  readonly rows: ReadonlyArray<ReadonlyArray<Maybe<Scalars['Scalar']['output']>>>;
};

/**
 * A condition on a text; exactly one operator. Text is compared exactly, including case. A list of
 * values is a set: repeated values count once, and their order does not affect the result.
 */
export type TextFilterInput =
  /** Contains this text, ignoring case. */
  { readonly contains: Scalars['String']['input']; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Equal to this text. */
  { readonly contains?: never; readonly eq: Scalars['String']['input']; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Equal to one of these. */
  { readonly contains?: never; readonly eq?: never; readonly in: ReadonlyArray<Scalars['String']['input']>; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** True: null. False: not null. */
  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull: Scalars['Boolean']['input']; readonly ne?: never; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Not equal to this text; true for null. */
  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne: Scalars['String']['input']; readonly notIn?: never; readonly startsWith?: never; }
  |  /** Not equal to any of these; true for null. */
  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn: ReadonlyArray<Scalars['String']['input']>; readonly startsWith?: never; }
  |  /** Starts with this text, ignoring case. */
  { readonly contains?: never; readonly eq?: never; readonly in?: never; readonly isNull?: never; readonly ne?: never; readonly notIn?: never; readonly startsWith: Scalars['String']['input']; };

/** The values of a dimension with the highest values of a metric. */
export type TopInput = {
  /** The metric, or alias, to rank by. Null: the first one in the query. */
  readonly by?: InputMaybe<Scalars['String']['input']>;
  /** The number of values to list. */
  readonly count: Scalars['Int']['input'];
  /** A text dimension in `by`. */
  readonly dimension: Dimension;
};

/** A dimension by which a metric cannot be queried with the loaded data. */
export type UnavailableDimension = {
  readonly __typename?: 'UnavailableDimension';
  /** The reason, in a sentence that names the missing tables. */
  readonly because: Scalars['String']['output'];
  /** The enum value for queries. */
  readonly dimension: Dimension;
  /** Its name in SQL and in results. */
  readonly name: Scalars['String']['output'];
};

/** A signal that cannot be detected with the loaded data. */
export type UnavailableSignal = {
  readonly __typename?: 'UnavailableSignal';
  /** What is missing, or wrong. */
  readonly reason: Scalars['String']['output'];
  /** The name of the signal. */
  readonly signal: Scalars['String']['output'];
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

/** A person who uses the product; one row per person, even with several ids and registrations. */
export type User = Node & {
  readonly __typename?: 'User';
  /** Their account. */
  readonly account: Account;
  /** The rule that assigned them to their account. */
  readonly accountMethod: Scalars['String']['output'];
  /** The country. Null when unknown. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** When they signed up, or were first seen in events. Null when neither has a date. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When they deleted the last of their registrations. Null while one exists. */
  readonly deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The mail address, in lower case; personal. Null when unknown. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The domain of the mail address. Null when unknown. */
  readonly emailDomain?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether they were invited. */
  readonly invitedOrSelf: InvitedOrSelf;
  /** Whether they are in the table of users; otherwise they are known only from events. */
  readonly isRegistered: Scalars['Boolean']['output'];
  /** The job title. Null when unknown. */
  readonly jobTitle?: Maybe<Scalars['String']['output']>;
  /** The user's id: the first of those that belong to the same person. */
  readonly key: Scalars['String']['output'];
  /**
   * Their memberships in workspaces, each with role and seat. Null, with an error, when the caller is not granted
   * workspaces.
   */
  readonly memberships?: Maybe<MembershipConnection>;
  /** The name; personal. Null when unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The source of the sign-up, as recorded then. Null when not recorded. */
  readonly signupSource?: Maybe<Scalars['String']['output']>;
  /** Their current workspaces. Null, with an error, when the caller is not granted workspaces. */
  readonly workspaces?: Maybe<WorkspaceConnection>;
};


/** A person who uses the product; one row per person, even with several ids and registrations. */
export type UserMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<ReadonlyArray<MembershipFilterInput>>;
};


/** A person who uses the product; one row per person, even with several ids and registrations. */
export type UserWorkspacesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<WorkspaceOrderInput>>;
  where?: InputMaybe<ReadonlyArray<WorkspaceFilterInput>>;
};

/** A page of users. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /** The users, each with their cursor. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** The users. */
  readonly nodes: ReadonlyArray<User>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The total number on all pages. */
  readonly totalCount: Scalars['WholeNumber']['output'];
};

/** A user on a page. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** Pass it as `after` to continue after this user. */
  readonly cursor: Scalars['String']['output'];
  /** The user. */
  readonly node: User;
};

/** Conditions on users; all must be met. */
export type UserFilterInput = {
  /** On their account. */
  readonly account?: InputMaybe<IdFilterInput>;
  /** All of these must be met. */
  readonly and?: InputMaybe<ReadonlyArray<UserFilterInput>>;
  /** On the country. */
  readonly country?: InputMaybe<TextFilterInput>;
  /** On when they signed up. */
  readonly createdAt?: InputMaybe<DateTimeFilterInput>;
  /** On when they left: `{ isNull: true }` for current users. */
  readonly deletedAt?: InputMaybe<DateTimeFilterInput>;
  /** On the mail address, which is stored in lower case. */
  readonly email?: InputMaybe<TextFilterInput>;
  /** On the domain of the mail address. */
  readonly emailDomain?: InputMaybe<TextFilterInput>;
  /** On the key. */
  readonly id?: InputMaybe<IdFilterInput>;
  /** On whether they were invited. */
  readonly invitedOrSelf?: InputMaybe<InvitedOrSelfFilterInput>;
  /** On the job title. */
  readonly jobTitle?: InputMaybe<TextFilterInput>;
  /** On the name. */
  readonly name?: InputMaybe<TextFilterInput>;
  /** This must not be met. */
  readonly not?: InputMaybe<UserFilterInput>;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: InputMaybe<ReadonlyArray<UserFilterInput>>;
  /** Contains this text, ignoring case, in the name, the mail domain or the mail address, as far as the caller may see them. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** On the source of the sign-up. */
  readonly signupSource?: InputMaybe<TextFilterInput>;
};

/** The columns for ordering users. */
export type UserOrderField =
  /** When they signed up. */
  | 'CREATED_AT'
  /** The mail address. */
  | 'EMAIL'
  /** The key; the fastest. */
  | 'KEY'
  /** The name. */
  | 'NAME';

/** An order of users. */
export type UserOrderInput = {
  /** Ascending or descending. */
  readonly direction: Direction;
  /** The column to order by. Nulls come last in both directions. */
  readonly field: UserOrderField;
};

/** Where the values of some metrics come from. */
export type ValueSource = {
  readonly __typename?: 'ValueSource';
  /** The metrics; of a computed metric, those from which it is computed. */
  readonly metrics: ReadonlyArray<Metric>;
  /** The other rollups with one of these metrics. */
  readonly rejected: ReadonlyArray<RejectedRollup>;
  /** The rollup whose stored rows are read. Null when the values are computed from the base. */
  readonly rollup?: Maybe<Scalars['String']['output']>;
};

/** A view of the warehouse: one file of `sql/`. */
export type View = {
  readonly __typename?: 'View';
  /** The points on which respected sources disagree, and the choices of its metrics. */
  readonly choices: ReadonlyArray<Choice>;
  /** Its columns. */
  readonly columns: ReadonlyArray<ViewColumn>;
  /** The meaning of a row. */
  readonly description: Scalars['String']['output'];
  /** The cases in which its numbers surprise, one sentence or two each. */
  readonly edgeCases: ReadonlyArray<Scalars['String']['output']>;
  /** Its file, from the top of the repository. */
  readonly file: Scalars['String']['output'];
  /** The grain: the object of one row. */
  readonly grain: Scalars['String']['output'];
  /** Changes with its SQL and its lineage. */
  readonly hash: Scalars['String']['output'];
  /** Whether its result is stored as a table. */
  readonly isStored: Scalars['Boolean']['output'];
  /** The columns that are unique together; empty when there is only one row. */
  readonly key: ReadonlyArray<Scalars['String']['output']>;
  /** Its layer. */
  readonly layer: Layer;
  /** All relations it depends on, directly or through other views, `source.…` included. */
  readonly lineage: ReadonlyArray<Scalars['String']['output']>;
  /** The metrics that it defines. */
  readonly metrics: ReadonlyArray<MetricDefinition>;
  /** Its name in the database, `metrics.activation`. */
  readonly name: Scalars['String']['output'];
  /** The owning team. */
  readonly owner: Scalars['String']['output'];
  /** The parameters that change its rows. */
  readonly parameters: ReadonlyArray<Parameter>;
  /** The relations that its SQL reads, `source.…` included. */
  readonly reads: ReadonlyArray<Scalars['String']['output']>;
  /** The select, as written. */
  readonly sql: Scalars['String']['output'];
  /** Its known users. */
  readonly usedBy: ReadonlyArray<Scalars['String']['output']>;
};

/** A column of a view. */
export type ViewColumn = {
  readonly __typename?: 'ViewColumn';
  /** Its meaning. Null when the name is sufficient. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether it can identify a person. */
  readonly isPersonal: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** The consequence of violations for the numbers. */
export type ViolationSeverity =
  /** Numbers that need the table would be wrong: its metrics are rejected. */
  | 'ERROR'
  /** No number is wrong. */
  | 'NOTE'
  /** A number may be wrong: results carry a note. */
  | 'WARNING';

/** A workspace of the product. */
export type Workspace = Node & {
  readonly __typename?: 'Workspace';
  /** The account it rolls up to. */
  readonly account: Account;
  /** When it was created, or first seen in events. Null when neither has a date. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its creator. Null when unknown or excluded, such as a colleague or a bot. */
  readonly createdBy?: Maybe<User>;
  /** When it was deleted. Null while it exists. */
  readonly deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The mail domain that it claims. Null when there is none. */
  readonly domain?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is in the table of workspaces; otherwise it is known only from events. */
  readonly isRegistered: Scalars['Boolean']['output'];
  /** The workspace's id in the product. */
  readonly key: Scalars['String']['output'];
  /** Its members. Null, with an error, when the caller is not granted users. */
  readonly members?: Maybe<MembershipConnection>;
  /**
   * Any metrics that can be grouped by workspace, in their canonical definitions, as `metrics` computes them: each as one
   * value or, with a grain, by period. Null, with an error, when one of them is not available.
   */
  readonly metrics?: Maybe<ReadonlyArray<MetricSeries>>;
  /** The name. Null when unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The plan it is on now. Null when unknown. */
  readonly plan?: Maybe<Scalars['String']['output']>;
  /** The confidence of that rule, from 0 to 1. */
  readonly rollUpConfidence: Scalars['Decimal']['output'];
  /** The rule that assigned it to its account. */
  readonly rollUpMethod: RollUpMethod;
};


/** A workspace of the product. */
export type WorkspaceMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<ReadonlyArray<MembershipFilterInput>>;
};


/** A workspace of the product. */
export type WorkspaceMetricsArgs = {
  grain?: InputMaybe<Grain>;
  names: ReadonlyArray<Metric>;
  period?: InputMaybe<PeriodInput>;
};

/** A page of workspaces. */
export type WorkspaceConnection = {
  readonly __typename?: 'WorkspaceConnection';
  /** The workspaces, each with its cursor. */
  readonly edges: ReadonlyArray<WorkspaceEdge>;
  /** The workspaces. */
  readonly nodes: ReadonlyArray<Workspace>;
  /** The position of the page in its list. */
  readonly pageInfo: PageInfo;
  /** The total number on all pages. */
  readonly totalCount: Scalars['WholeNumber']['output'];
};

/** A workspace on a page. */
export type WorkspaceEdge = {
  readonly __typename?: 'WorkspaceEdge';
  /** Pass it as `after` to continue after this workspace. */
  readonly cursor: Scalars['String']['output'];
  /** The workspace. */
  readonly node: Workspace;
};

/** Conditions on workspaces; all must be met. */
export type WorkspaceFilterInput = {
  /** On the account it rolls up to. */
  readonly account?: InputMaybe<IdFilterInput>;
  /** All of these must be met. */
  readonly and?: InputMaybe<ReadonlyArray<WorkspaceFilterInput>>;
  /** On when it was created. */
  readonly createdAt?: InputMaybe<DateTimeFilterInput>;
  /** On when it was deleted: `{ isNull: true }` for those that exist. */
  readonly deletedAt?: InputMaybe<DateTimeFilterInput>;
  /** On the key. */
  readonly id?: InputMaybe<IdFilterInput>;
  /** On the name. */
  readonly name?: InputMaybe<TextFilterInput>;
  /** This must not be met. */
  readonly not?: InputMaybe<WorkspaceFilterInput>;
  /** At least one of these must be met; a list without items is rejected. */
  readonly or?: InputMaybe<ReadonlyArray<WorkspaceFilterInput>>;
  /** On the plan. */
  readonly plan?: InputMaybe<TextFilterInput>;
  /** On the rule that assigned it. */
  readonly rollUpMethod?: InputMaybe<RollUpMethodFilterInput>;
  /** Contains this text in its name, ignoring case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** The columns for ordering workspaces. */
export type WorkspaceOrderField =
  /** When it was created. */
  | 'CREATED_AT'
  /** The key; the fastest. */
  | 'KEY'
  /** The name. */
  | 'NAME';

/** An order of workspaces. */
export type WorkspaceOrderInput = {
  /** Ascending or descending. */
  readonly direction: Direction;
  /** The column to order by. Nulls come last in both directions. */
  readonly field: WorkspaceOrderField;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountRow>;
  AccountConnection: ResolverTypeWrapper<AccountPage>;
  AccountConsumption: ResolverTypeWrapper<AccountConsumption>;
  AccountContracts: ResolverTypeWrapper<LoadedAccountPart>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountFilterInput: AccountFilterInput;
  AccountHealth: ResolverTypeWrapper<LoadedAccountPart>;
  AccountHealthComponent: ResolverTypeWrapper<AccountHealthComponent>;
  AccountKind: AccountKind;
  AccountKindFilterInput: AccountKindFilterInput;
  AccountLimit: ResolverTypeWrapper<AccountLimit>;
  AccountOrderField: AccountOrderField;
  AccountOrderInput: AccountOrderInput;
  AccountPeople: ResolverTypeWrapper<LoadedAccountPart>;
  AccountRenewal: ResolverTypeWrapper<AccountRenewal>;
  AccountRevenue: ResolverTypeWrapper<LoadedAccountPart>;
  AccountRevenueMonth: ResolverTypeWrapper<AccountRevenueMonth>;
  AccountRevenueMotion: ResolverTypeWrapper<AccountRevenueMotion>;
  AccountSeats: ResolverTypeWrapper<LoadedAccountPart>;
  AccountSegment: ResolverTypeWrapper<LoadedAccountPart>;
  AccountSignalFilterInput: AccountSignalFilterInput;
  AccountStateFilterInput: AccountStateFilterInput;
  Board: ResolverTypeWrapper<CatalogBoard>;
  BoardPanel: ResolverTypeWrapper<CatalogBoardPanel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BooleanFilterInput: BooleanFilterInput;
  Buyer: ResolverTypeWrapper<BuyerRow>;
  BuyerConnection: ResolverTypeWrapper<BuyerPage>;
  BuyerEdge: ResolverTypeWrapper<Omit<BuyerEdge, 'node'> & { node: ResolversTypes['Buyer'] }>;
  BuyerFilterInput: BuyerFilterInput;
  BuyerOrderField: BuyerOrderField;
  BuyerOrderInput: BuyerOrderInput;
  Catalog: ResolverTypeWrapper<CatalogData>;
  ChartForm: ChartForm;
  Choice: ResolverTypeWrapper<ChoiceRow>;
  CohortForm: CohortForm;
  CohortMoneyQuotientValue: ResolverTypeWrapper<CohortMoneyQuotientValue>;
  CohortMoneyValue: ResolverTypeWrapper<CohortMoneyValue>;
  CohortNumberValue: ResolverTypeWrapper<CohortNumberValue>;
  CohortQuotientValue: ResolverTypeWrapper<CohortQuotientValue>;
  Column: ResolverTypeWrapper<ResultColumn>;
  ColumnConditionInput: ColumnConditionInput;
  ColumnKind: ColumnKind;
  ColumnOrderInput: ColumnOrderInput;
  Comparison: ResolverTypeWrapper<Comparison>;
  ComparisonInput: ComparisonInput;
  DailyRows: ResolverTypeWrapper<DailyRows>;
  DataRefresh: ResolverTypeWrapper<PublishedBatch>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateFilterInput: DateFilterInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilterInput: DateTimeFilterInput;
  DaysOrCalendar: ResolverTypeWrapper<Scalars['DaysOrCalendar']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DecimalFilterInput: DecimalFilterInput;
  Deprecation: ResolverTypeWrapper<Deprecation>;
  Deviation: ResolverTypeWrapper<Deviation>;
  Dimension: Dimension;
  DimensionDefinition: ResolverTypeWrapper<DimensionRow>;
  Direction: Direction;
  EntityDefinition: ResolverTypeWrapper<CatalogView>;
  EventMatcherInput: EventMatcherInput;
  Explanation: ResolverTypeWrapper<QueryExplanation>;
  FilterInput: FilterInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Grain: Grain;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdFilterInput: IdFilterInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntFilterInput: IntFilterInput;
  InvitedOrSelf: InvitedOrSelf;
  InvitedOrSelfFilterInput: InvitedOrSelfFilterInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KeepInput: KeepInput;
  Layer: Layer;
  Maturity: Maturity;
  Membership: ResolverTypeWrapper<MembershipRow>;
  MembershipConnection: ResolverTypeWrapper<MembershipPage>;
  MembershipEdge: ResolverTypeWrapper<Omit<MembershipEdge, 'node'> & { node: ResolversTypes['Membership'] }>;
  MembershipFilterInput: MembershipFilterInput;
  Metric: Metric;
  MetricDefinition: ResolverTypeWrapper<CatalogMetric>;
  MetricFilterInput: MetricFilterInput;
  MetricKind: MetricKind;
  MetricPoint: ResolverTypeWrapper<MetricPoint>;
  MetricProvenance: ResolverTypeWrapper<ResultMetricProvenance>;
  MetricRequestInput: MetricRequestInput;
  MetricSeries: ResolverTypeWrapper<LoadedMetricSeries>;
  MetricValue: ResolverTypeWrapper<LoadedMetricValue>;
  MetricsInput: MetricsInput;
  MetricsPageInfo: ResolverTypeWrapper<MetricsPageInfo>;
  MetricsResult: ResolverTypeWrapper<LoadedMetricsResult>;
  Moment: ResolverTypeWrapper<Scalars['Moment']['output']>;
  MoneyQuotientValue: ResolverTypeWrapper<MoneyQuotientValue>;
  MoneyValue: ResolverTypeWrapper<MoneyValue>;
  Node: ResolverTypeWrapper<NodeRow>;
  NumberValue: ResolverTypeWrapper<NumberValue>;
  OptionInput: OptionInput;
  OtherChoice: ResolverTypeWrapper<OtherChoice>;
  OtherValues: ResolverTypeWrapper<OtherValues>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Parameter: ResolverTypeWrapper<CatalogParameter>;
  PartialPeriods: PartialPeriods;
  PeriodInput: PeriodInput;
  Provenance: ResolverTypeWrapper<ResultProvenance>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuotientValue: ResolverTypeWrapper<QuotientValue>;
  RejectedRollup: ResolverTypeWrapper<RejectedRollup>;
  ResultShape: ResultShape;
  RollUpMethod: RollUpMethod;
  RollUpMethodFilterInput: RollUpMethodFilterInput;
  Scalar: ResolverTypeWrapper<Scalars['Scalar']['output']>;
  ServedFrom: ServedFrom;
  Signal: ResolverTypeWrapper<SignalRow>;
  SignalActor: SignalActor;
  SignalConnection: ResolverTypeWrapper<SignalsPage>;
  SignalEdge: ResolverTypeWrapper<Omit<SignalEdge, 'node'> & { node: ResolversTypes['Signal'] }>;
  SignalNews: ResolverTypeWrapper<SignalNewsRow>;
  SignalSeverity: SignalSeverity;
  SignalSubject: SignalSubject;
  Source: ResolverTypeWrapper<SourceTable>;
  SourceColumn: ResolverTypeWrapper<ContractColumn>;
  SourceViolation: ResolverTypeWrapper<FoundViolation>;
  Stream: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subtotals: ResolverTypeWrapper<ResultSubtotals>;
  TextFilterInput: TextFilterInput;
  TopInput: TopInput;
  UnavailableDimension: ResolverTypeWrapper<UnavailableDimensionRow>;
  UnavailableSignal: ResolverTypeWrapper<UnavailableSignal>;
  Unit: Unit;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserFilterInput: UserFilterInput;
  UserOrderField: UserOrderField;
  UserOrderInput: UserOrderInput;
  ValueSource: ResolverTypeWrapper<ValueSource>;
  View: ResolverTypeWrapper<CatalogView>;
  ViewColumn: ResolverTypeWrapper<ViewColumnRow>;
  ViolationSeverity: ViolationSeverity;
  WholeNumber: ResolverTypeWrapper<Scalars['WholeNumber']['output']>;
  Workspace: ResolverTypeWrapper<WorkspaceRow>;
  WorkspaceConnection: ResolverTypeWrapper<WorkspacePage>;
  WorkspaceEdge: ResolverTypeWrapper<Omit<WorkspaceEdge, 'node'> & { node: ResolversTypes['Workspace'] }>;
  WorkspaceFilterInput: WorkspaceFilterInput;
  WorkspaceOrderField: WorkspaceOrderField;
  WorkspaceOrderInput: WorkspaceOrderInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountRow;
  AccountConnection: AccountPage;
  AccountConsumption: AccountConsumption;
  AccountContracts: LoadedAccountPart;
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountFilterInput: AccountFilterInput;
  AccountHealth: LoadedAccountPart;
  AccountHealthComponent: AccountHealthComponent;
  AccountKindFilterInput: AccountKindFilterInput;
  AccountLimit: AccountLimit;
  AccountOrderInput: AccountOrderInput;
  AccountPeople: LoadedAccountPart;
  AccountRenewal: AccountRenewal;
  AccountRevenue: LoadedAccountPart;
  AccountRevenueMonth: AccountRevenueMonth;
  AccountRevenueMotion: AccountRevenueMotion;
  AccountSeats: LoadedAccountPart;
  AccountSegment: LoadedAccountPart;
  AccountSignalFilterInput: AccountSignalFilterInput;
  AccountStateFilterInput: AccountStateFilterInput;
  Board: CatalogBoard;
  BoardPanel: CatalogBoardPanel;
  Boolean: Scalars['Boolean']['output'];
  BooleanFilterInput: BooleanFilterInput;
  Buyer: BuyerRow;
  BuyerConnection: BuyerPage;
  BuyerEdge: Omit<BuyerEdge, 'node'> & { node: ResolversParentTypes['Buyer'] };
  BuyerFilterInput: BuyerFilterInput;
  BuyerOrderInput: BuyerOrderInput;
  Catalog: CatalogData;
  Choice: ChoiceRow;
  CohortMoneyQuotientValue: CohortMoneyQuotientValue;
  CohortMoneyValue: CohortMoneyValue;
  CohortNumberValue: CohortNumberValue;
  CohortQuotientValue: CohortQuotientValue;
  Column: ResultColumn;
  ColumnConditionInput: ColumnConditionInput;
  ColumnOrderInput: ColumnOrderInput;
  Comparison: Comparison;
  ComparisonInput: ComparisonInput;
  DailyRows: DailyRows;
  DataRefresh: PublishedBatch;
  Date: Scalars['Date']['output'];
  DateFilterInput: DateFilterInput;
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilterInput: DateTimeFilterInput;
  DaysOrCalendar: Scalars['DaysOrCalendar']['output'];
  Decimal: Scalars['Decimal']['output'];
  DecimalFilterInput: DecimalFilterInput;
  Deprecation: Deprecation;
  Deviation: Deviation;
  DimensionDefinition: DimensionRow;
  EntityDefinition: CatalogView;
  EventMatcherInput: EventMatcherInput;
  Explanation: QueryExplanation;
  FilterInput: FilterInput;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  IdFilterInput: IdFilterInput;
  Int: Scalars['Int']['output'];
  IntFilterInput: IntFilterInput;
  InvitedOrSelfFilterInput: InvitedOrSelfFilterInput;
  JSON: Scalars['JSON']['output'];
  KeepInput: KeepInput;
  Membership: MembershipRow;
  MembershipConnection: MembershipPage;
  MembershipEdge: Omit<MembershipEdge, 'node'> & { node: ResolversParentTypes['Membership'] };
  MembershipFilterInput: MembershipFilterInput;
  MetricDefinition: CatalogMetric;
  MetricFilterInput: MetricFilterInput;
  MetricPoint: MetricPoint;
  MetricProvenance: ResultMetricProvenance;
  MetricRequestInput: MetricRequestInput;
  MetricSeries: LoadedMetricSeries;
  MetricValue: LoadedMetricValue;
  MetricsInput: MetricsInput;
  MetricsPageInfo: MetricsPageInfo;
  MetricsResult: LoadedMetricsResult;
  Moment: Scalars['Moment']['output'];
  MoneyQuotientValue: MoneyQuotientValue;
  MoneyValue: MoneyValue;
  Node: NodeRow;
  NumberValue: NumberValue;
  OptionInput: OptionInput;
  OtherChoice: OtherChoice;
  OtherValues: OtherValues;
  PageInfo: PageInfo;
  Parameter: CatalogParameter;
  PeriodInput: PeriodInput;
  Provenance: ResultProvenance;
  Query: Record<PropertyKey, never>;
  QuotientValue: QuotientValue;
  RejectedRollup: RejectedRollup;
  RollUpMethodFilterInput: RollUpMethodFilterInput;
  Scalar: Scalars['Scalar']['output'];
  Signal: SignalRow;
  SignalConnection: SignalsPage;
  SignalEdge: Omit<SignalEdge, 'node'> & { node: ResolversParentTypes['Signal'] };
  SignalNews: SignalNewsRow;
  Source: SourceTable;
  SourceColumn: ContractColumn;
  SourceViolation: FoundViolation;
  Stream: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Subtotals: ResultSubtotals;
  TextFilterInput: TextFilterInput;
  TopInput: TopInput;
  UnavailableDimension: UnavailableDimensionRow;
  UnavailableSignal: UnavailableSignal;
  User: UserRow;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserFilterInput: UserFilterInput;
  UserOrderInput: UserOrderInput;
  ValueSource: ValueSource;
  View: CatalogView;
  ViewColumn: ViewColumnRow;
  WholeNumber: Scalars['WholeNumber']['output'];
  Workspace: WorkspaceRow;
  WorkspaceConnection: WorkspacePage;
  WorkspaceEdge: Omit<WorkspaceEdge, 'node'> & { node: ResolversParentTypes['Workspace'] };
  WorkspaceFilterInput: WorkspaceFilterInput;
  WorkspaceOrderInput: WorkspaceOrderInput;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  activeUsers?: Resolver<Maybe<ResolversTypes['MetricValue']>, ParentType, ContextType>;
  buyers?: Resolver<Maybe<ResolversTypes['BuyerConnection']>, ParentType, ContextType, Partial<AccountBuyersArgs>>;
  contracts?: Resolver<Maybe<ResolversTypes['AccountContracts']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  employeeCount?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['AccountHealth']>, ParentType, ContextType>;
  icpSegment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AccountKind'], ParentType, ContextType>;
  metrics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MetricSeries']>>, ParentType, ContextType, RequireFields<AccountMetricsArgs, 'names'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ownerRepId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  parentAccountId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  people?: Resolver<Maybe<ResolversTypes['AccountPeople']>, ParentType, ContextType>;
  recurringRevenue?: Resolver<Maybe<ResolversTypes['AccountRevenue']>, ParentType, ContextType>;
  revenue?: Resolver<Maybe<ResolversTypes['MetricValue']>, ParentType, ContextType>;
  roleHeadcount?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['AccountSeats']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['AccountSegment']>, ParentType, ContextType>;
  signals?: Resolver<Maybe<ResolversTypes['SignalConnection']>, ParentType, ContextType, Partial<AccountSignalsArgs>>;
  sizeBand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<AccountUsersArgs>>;
  workspaces?: Resolver<Maybe<ResolversTypes['WorkspaceConnection']>, ParentType, ContextType, Partial<AccountWorkspacesArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type AccountConsumptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountConsumption'] = ResolversParentTypes['AccountConsumption']> = {
  committed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  consumed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  exhaustsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projected?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountContractsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountContracts'] = ResolversParentTypes['AccountContracts']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  consumption?: Resolver<ReadonlyArray<ResolversTypes['AccountConsumption']>, ParentType, ContextType>;
  daysToRenewal?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limits?: Resolver<ReadonlyArray<ResolversTypes['AccountLimit']>, ParentType, ContextType>;
  limitsReached?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  nextRenewalOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  renewals?: Resolver<ReadonlyArray<ResolversTypes['AccountRenewal']>, ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type AccountHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountHealth'] = ResolversParentTypes['AccountHealth']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  band?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['AccountHealthComponent']>, ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  trend?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type AccountHealthComponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountHealthComponent'] = ResolversParentTypes['AccountHealthComponent']> = {
  component?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AccountLimitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountLimit'] = ResolversParentTypes['AccountLimit']> = {
  limit?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  projectedReachOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  reachedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  workspaceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountPeopleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountPeople'] = ResolversParentTypes['AccountPeople']> = {
  activeUsers?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  buyerClass?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  buyers?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  buyersWhoAreUsers?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  champions?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  users?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type AccountRenewalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRenewal'] = ResolversParentTypes['AccountRenewal']> = {
  arr?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  contractId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasOpenExpansion?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  renewalOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type AccountRevenueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRevenue'] = ResolversParentTypes['AccountRevenue']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  months?: Resolver<ReadonlyArray<ResolversTypes['AccountRevenueMonth']>, ParentType, ContextType>;
  motions?: Resolver<ReadonlyArray<ResolversTypes['AccountRevenueMotion']>, ParentType, ContextType>;
  mrr?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  originMotion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountRevenueMonthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRevenueMonth'] = ResolversParentTypes['AccountRevenueMonth']> = {
  month?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  mrr?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AccountRevenueMotionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRevenueMotion'] = ResolversParentTypes['AccountRevenueMotion']> = {
  motion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mrr?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type AccountSeatsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountSeats'] = ResolversParentTypes['AccountSeats']> = {
  activeSeats?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  employees?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  members?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
  penetration?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  purchasedSeats?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  roleHeadcount?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  utilisation?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type AccountSegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountSegment'] = ResolversParentTypes['AccountSegment']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  planState?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousSegment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BoardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Board'] = ResolversParentTypes['Board']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  panels?: Resolver<ReadonlyArray<ResolversTypes['BoardPanel']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BoardPanelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BoardPanel'] = ResolversParentTypes['BoardPanel']> = {
  chart?: Resolver<Maybe<ResolversTypes['ChartForm']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isWide?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BuyerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Buyer'] = ResolversParentTypes['Buyer']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isUser?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payerEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  workspace?: Resolver<Maybe<ResolversTypes['Workspace']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BuyerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuyerConnection'] = ResolversParentTypes['BuyerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BuyerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Buyer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type BuyerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BuyerEdge'] = ResolversParentTypes['BuyerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Buyer'], ParentType, ContextType>;
};

export type CatalogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Catalog'] = ResolversParentTypes['Catalog']> = {
  boards?: Resolver<ReadonlyArray<ResolversTypes['Board']>, ParentType, ContextType>;
  dataAsOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['DimensionDefinition']>, ParentType, ContextType>;
  entities?: Resolver<ReadonlyArray<ResolversTypes['EntityDefinition']>, ParentType, ContextType>;
  grantedEntities?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType, RequireFields<CatalogMetricArgs, 'name'>>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricDefinition']>, ParentType, ContextType, Partial<CatalogMetricsArgs>>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
  refreshedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sourceViolations?: Resolver<ReadonlyArray<ResolversTypes['SourceViolation']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  view?: Resolver<Maybe<ResolversTypes['View']>, ParentType, ContextType, RequireFields<CatalogViewArgs, 'name'>>;
  views?: Resolver<ReadonlyArray<ResolversTypes['View']>, ParentType, ContextType, Partial<CatalogViewsArgs>>;
};

export type ChoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Choice'] = ResolversParentTypes['Choice']> = {
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
  others?: Resolver<ReadonlyArray<ResolversTypes['OtherChoice']>, ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CohortMoneyQuotientValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortMoneyQuotientValue'] = ResolversParentTypes['CohortMoneyQuotientValue']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  cohorts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type CohortMoneyValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortMoneyValue'] = ResolversParentTypes['CohortMoneyValue']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  cohorts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
};

export type CohortNumberValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortNumberValue'] = ResolversParentTypes['CohortNumberValue']> = {
  cohorts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type CohortQuotientValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CohortQuotientValue'] = ResolversParentTypes['CohortQuotientValue']> = {
  cohorts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Column'] = ResolversParentTypes['Column']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dimension?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ColumnKind'], ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['Unit']>, ParentType, ContextType>;
};

export type ComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Comparison'] = ResolversParentTypes['Comparison']> = {
  change?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  earlier?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  growth?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DailyRowsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DailyRows'] = ResolversParentTypes['DailyRows']> = {
  because?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  daily?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  view?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DataRefreshResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataRefresh'] = ResolversParentTypes['DataRefresh']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DaysOrCalendarScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DaysOrCalendar'], any> {
  name: 'DaysOrCalendar';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeprecationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deprecation'] = ResolversParentTypes['Deprecation']> = {
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
};

export type DeviationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deviation'] = ResolversParentTypes['Deviation']> = {
  canonical?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  option?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type DimensionDefinitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DimensionDefinition'] = ResolversParentTypes['DimensionDefinition']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimension?: Resolver<ResolversTypes['Dimension'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type EntityDefinitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntityDefinition'] = ResolversParentTypes['EntityDefinition']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['DimensionDefinition']>, ParentType, ContextType>;
  key?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  view?: Resolver<ResolversTypes['View'], ParentType, ContextType>;
};

export type ExplanationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Explanation'] = ResolversParentTypes['Explanation']> = {
  dailyRows?: Resolver<ReadonlyArray<ResolversTypes['DailyRows']>, ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['ValueSource']>, ParentType, ContextType>;
  sql?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leftAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seatType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  workspace?: Resolver<ResolversTypes['Workspace'], ParentType, ContextType>;
};

export type MembershipConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipConnection'] = ResolversParentTypes['MembershipConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MembershipEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Membership']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type MembershipEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipEdge'] = ResolversParentTypes['MembershipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
};

export type MetricDefinitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricDefinition'] = ResolversParentTypes['MetricDefinition']> = {
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deprecated?: Resolver<Maybe<ResolversTypes['Deprecation']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['DimensionDefinition']>, ParentType, ContextType>;
  explainedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grains?: Resolver<ReadonlyArray<ResolversTypes['Grain']>, ParentType, ContextType>;
  isAvailable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isGranted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MetricKind'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  movements?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  moves?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
  requires?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  resultShape?: Resolver<ResolversTypes['ResultShape'], ParentType, ContextType>;
  unavailableBecause?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  unavailableDimensions?: Resolver<ReadonlyArray<ResolversTypes['UnavailableDimension']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  view?: Resolver<ResolversTypes['View'], ParentType, ContextType>;
};

export type MetricPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricPoint'] = ResolversParentTypes['MetricPoint']> = {
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type MetricProvenanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricProvenance'] = ResolversParentTypes['MetricProvenance']> = {
  column?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deviations?: Resolver<ReadonlyArray<ResolversTypes['Deviation']>, ParentType, ContextType>;
  immatureCount?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  immatureShare?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricSeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricSeries'] = ResolversParentTypes['MetricSeries']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['MetricPoint']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricValue'] = ResolversParentTypes['MetricValue']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricsPageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricsPageInfo'] = ResolversParentTypes['MetricsPageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MetricsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricsResult'] = ResolversParentTypes['MetricsResult']> = {
  columns?: Resolver<ReadonlyArray<ResolversTypes['Column']>, ParentType, ContextType>;
  others?: Resolver<ReadonlyArray<ResolversTypes['OtherValues']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['MetricsPageInfo'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['Scalar']>>>, ParentType, ContextType>;
  subtotals?: Resolver<ReadonlyArray<ResolversTypes['Subtotals']>, ParentType, ContextType>;
  totals?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Scalar']>>>, ParentType, ContextType>;
};

export interface MomentScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Moment'], any> {
  name: 'Moment';
}

export type MoneyQuotientValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoneyQuotientValue'] = ResolversParentTypes['MoneyQuotientValue']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  compared?: Resolver<ReadonlyArray<ResolversTypes['Comparison']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type MoneyValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoneyValue'] = ResolversParentTypes['MoneyValue']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  compared?: Resolver<ReadonlyArray<ResolversTypes['Comparison']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'Buyer' | 'User' | 'Workspace', ParentType, ContextType>;
};

export type NumberValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NumberValue'] = ResolversParentTypes['NumberValue']> = {
  compared?: Resolver<ReadonlyArray<ResolversTypes['Comparison']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type OtherChoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OtherChoice'] = ResolversParentTypes['OtherChoice']> = {
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OtherValuesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OtherValues'] = ResolversParentTypes['OtherValues']> = {
  dimension?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParameterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Parameter'] = ResolversParentTypes['Parameter']> = {
  canonical?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataAsOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricProvenance']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  policyHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, Partial<QueryAccountsArgs>>;
  buyer?: Resolver<Maybe<ResolversTypes['Buyer']>, ParentType, ContextType, RequireFields<QueryBuyerArgs, 'id'>>;
  buyers?: Resolver<Maybe<ResolversTypes['BuyerConnection']>, ParentType, ContextType, Partial<QueryBuyersArgs>>;
  catalog?: Resolver<ResolversTypes['Catalog'], ParentType, ContextType>;
  explain?: Resolver<Maybe<ResolversTypes['Explanation']>, ParentType, ContextType, RequireFields<QueryExplainArgs, 'input'>>;
  metrics?: Resolver<Maybe<ResolversTypes['MetricsResult']>, ParentType, ContextType, RequireFields<QueryMetricsArgs, 'input'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  signals?: Resolver<Maybe<ResolversTypes['SignalConnection']>, ParentType, ContextType, Partial<QuerySignalsArgs>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<QueryUsersArgs>>;
  workspace?: Resolver<Maybe<ResolversTypes['Workspace']>, ParentType, ContextType, RequireFields<QueryWorkspaceArgs, 'id'>>;
  workspaces?: Resolver<Maybe<ResolversTypes['WorkspaceConnection']>, ParentType, ContextType, Partial<QueryWorkspacesArgs>>;
};

export type QuotientValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuotientValue'] = ResolversParentTypes['QuotientValue']> = {
  compared?: Resolver<ReadonlyArray<ResolversTypes['Comparison']>, ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  numerator?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type RejectedRollupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectedRollup'] = ResolversParentTypes['RejectedRollup']> = {
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rollup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface ScalarScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Scalar'], any> {
  name: 'Scalar';
}

export type SignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Signal'] = ResolversParentTypes['Signal']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  accountKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actBy?: Resolver<ResolversTypes['SignalActor'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  definitionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SignalSeverity'], ParentType, ContextType>;
  signal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['SignalSubject'], ParentType, ContextType>;
  subjectKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  workspace?: Resolver<Maybe<ResolversTypes['Workspace']>, ParentType, ContextType>;
};

export type SignalConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignalConnection'] = ResolversParentTypes['SignalConnection']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['SignalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Signal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<ReadonlyArray<ResolversTypes['UnavailableSignal']>, ParentType, ContextType>;
};

export type SignalEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignalEdge'] = ResolversParentTypes['SignalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Signal'], ParentType, ContextType>;
};

export type SignalNewsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignalNews'] = ResolversParentTypes['SignalNews']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Signal']>, ParentType, ContextType>;
  unavailable?: Resolver<ReadonlyArray<ResolversTypes['UnavailableSignal']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  columns?: Resolver<ReadonlyArray<ResolversTypes['SourceColumn']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isProvided?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  violations?: Resolver<ReadonlyArray<ResolversTypes['SourceViolation']>, ParentType, ContextType>;
};

export type SourceColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceColumn'] = ResolversParentTypes['SourceColumn']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isPersonal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type SourceViolationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceViolation'] = ResolversParentTypes['SourceViolation']> = {
  count?: Resolver<Maybe<ResolversTypes['WholeNumber']>, ParentType, ContextType>;
  examples?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  falsifies?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowsQuery?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['ViolationSeverity'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
};

export type StreamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stream'] = ResolversParentTypes['Stream']> = {
  dataRefreshed?: SubscriptionResolver<Maybe<ResolversTypes['DataRefresh']>, "dataRefreshed", ParentType, ContextType, Partial<StreamDataRefreshedArgs>>;
  signals?: SubscriptionResolver<Maybe<ResolversTypes['SignalNews']>, "signals", ParentType, ContextType, Partial<StreamSignalsArgs>>;
};

export type SubtotalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subtotals'] = ResolversParentTypes['Subtotals']> = {
  by?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ReadonlyArray<Maybe<ResolversTypes['Scalar']>>>, ParentType, ContextType>;
};

export type UnavailableDimensionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnavailableDimension'] = ResolversParentTypes['UnavailableDimension']> = {
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimension?: Resolver<ResolversTypes['Dimension'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnavailableSignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnavailableSignal'] = ResolversParentTypes['UnavailableSignal']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  accountMethod?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailDomain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedOrSelf?: Resolver<ResolversTypes['InvitedOrSelf'], ParentType, ContextType>;
  isRegistered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  memberships?: Resolver<Maybe<ResolversTypes['MembershipConnection']>, ParentType, ContextType, RequireFields<UserMembershipsArgs, 'where'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signupSource?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workspaces?: Resolver<Maybe<ResolversTypes['WorkspaceConnection']>, ParentType, ContextType, Partial<UserWorkspacesArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type ValueSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ValueSource'] = ResolversParentTypes['ValueSource']> = {
  metrics?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  rejected?: Resolver<ReadonlyArray<ResolversTypes['RejectedRollup']>, ParentType, ContextType>;
  rollup?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['View'] = ResolversParentTypes['View']> = {
  choices?: Resolver<ReadonlyArray<ResolversTypes['Choice']>, ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['ViewColumn']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edgeCases?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isStored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  layer?: Resolver<ResolversTypes['Layer'], ParentType, ContextType>;
  lineage?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricDefinition']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
  reads?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  sql?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usedBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ViewColumn'] = ResolversParentTypes['ViewColumn']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isPersonal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface WholeNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['WholeNumber'], any> {
  name: 'WholeNumber';
}

export type WorkspaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Workspace'] = ResolversParentTypes['Workspace']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  domain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isRegistered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['MembershipConnection']>, ParentType, ContextType, RequireFields<WorkspaceMembersArgs, 'where'>>;
  metrics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MetricSeries']>>, ParentType, ContextType, RequireFields<WorkspaceMetricsArgs, 'names'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rollUpConfidence?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rollUpMethod?: Resolver<ResolversTypes['RollUpMethod'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkspaceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkspaceConnection'] = ResolversParentTypes['WorkspaceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkspaceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Workspace']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['WholeNumber'], ParentType, ContextType>;
};

export type WorkspaceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkspaceEdge'] = ResolversParentTypes['WorkspaceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Workspace'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountConsumption?: AccountConsumptionResolvers<ContextType>;
  AccountContracts?: AccountContractsResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  AccountHealth?: AccountHealthResolvers<ContextType>;
  AccountHealthComponent?: AccountHealthComponentResolvers<ContextType>;
  AccountLimit?: AccountLimitResolvers<ContextType>;
  AccountPeople?: AccountPeopleResolvers<ContextType>;
  AccountRenewal?: AccountRenewalResolvers<ContextType>;
  AccountRevenue?: AccountRevenueResolvers<ContextType>;
  AccountRevenueMonth?: AccountRevenueMonthResolvers<ContextType>;
  AccountRevenueMotion?: AccountRevenueMotionResolvers<ContextType>;
  AccountSeats?: AccountSeatsResolvers<ContextType>;
  AccountSegment?: AccountSegmentResolvers<ContextType>;
  Board?: BoardResolvers<ContextType>;
  BoardPanel?: BoardPanelResolvers<ContextType>;
  Buyer?: BuyerResolvers<ContextType>;
  BuyerConnection?: BuyerConnectionResolvers<ContextType>;
  BuyerEdge?: BuyerEdgeResolvers<ContextType>;
  Catalog?: CatalogResolvers<ContextType>;
  Choice?: ChoiceResolvers<ContextType>;
  CohortMoneyQuotientValue?: CohortMoneyQuotientValueResolvers<ContextType>;
  CohortMoneyValue?: CohortMoneyValueResolvers<ContextType>;
  CohortNumberValue?: CohortNumberValueResolvers<ContextType>;
  CohortQuotientValue?: CohortQuotientValueResolvers<ContextType>;
  Column?: ColumnResolvers<ContextType>;
  Comparison?: ComparisonResolvers<ContextType>;
  DailyRows?: DailyRowsResolvers<ContextType>;
  DataRefresh?: DataRefreshResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DaysOrCalendar?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Deprecation?: DeprecationResolvers<ContextType>;
  Deviation?: DeviationResolvers<ContextType>;
  DimensionDefinition?: DimensionDefinitionResolvers<ContextType>;
  EntityDefinition?: EntityDefinitionResolvers<ContextType>;
  Explanation?: ExplanationResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Membership?: MembershipResolvers<ContextType>;
  MembershipConnection?: MembershipConnectionResolvers<ContextType>;
  MembershipEdge?: MembershipEdgeResolvers<ContextType>;
  MetricDefinition?: MetricDefinitionResolvers<ContextType>;
  MetricPoint?: MetricPointResolvers<ContextType>;
  MetricProvenance?: MetricProvenanceResolvers<ContextType>;
  MetricSeries?: MetricSeriesResolvers<ContextType>;
  MetricValue?: MetricValueResolvers<ContextType>;
  MetricsPageInfo?: MetricsPageInfoResolvers<ContextType>;
  MetricsResult?: MetricsResultResolvers<ContextType>;
  Moment?: GraphQLScalarType;
  MoneyQuotientValue?: MoneyQuotientValueResolvers<ContextType>;
  MoneyValue?: MoneyValueResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NumberValue?: NumberValueResolvers<ContextType>;
  OtherChoice?: OtherChoiceResolvers<ContextType>;
  OtherValues?: OtherValuesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Parameter?: ParameterResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuotientValue?: QuotientValueResolvers<ContextType>;
  RejectedRollup?: RejectedRollupResolvers<ContextType>;
  Scalar?: GraphQLScalarType;
  Signal?: SignalResolvers<ContextType>;
  SignalConnection?: SignalConnectionResolvers<ContextType>;
  SignalEdge?: SignalEdgeResolvers<ContextType>;
  SignalNews?: SignalNewsResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceColumn?: SourceColumnResolvers<ContextType>;
  SourceViolation?: SourceViolationResolvers<ContextType>;
  Stream?: StreamResolvers<ContextType>;
  Subtotals?: SubtotalsResolvers<ContextType>;
  UnavailableDimension?: UnavailableDimensionResolvers<ContextType>;
  UnavailableSignal?: UnavailableSignalResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  ValueSource?: ValueSourceResolvers<ContextType>;
  View?: ViewResolvers<ContextType>;
  ViewColumn?: ViewColumnResolvers<ContextType>;
  WholeNumber?: GraphQLScalarType;
  Workspace?: WorkspaceResolvers<ContextType>;
  WorkspaceConnection?: WorkspaceConnectionResolvers<ContextType>;
  WorkspaceEdge?: WorkspaceEdgeResolvers<ContextType>;
};

