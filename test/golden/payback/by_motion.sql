-- $1: "2025-12-31T23:59:59Z"
-- $2: "current"
-- $3: "of_month"
-- $4: "separate"
-- $5: "account"
-- $6: "USD"
-- $7: "by_new_arr"
-- $8: 0
-- $9: "UTC"
-- $10: "2024-02-01"
-- $11: "2024-05-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text as books,
        $3::text as exchange_rates,
        $4::text as free_cost_treatment,
        $5::text as movement_grain,
        $6::text as reporting_currency,
        $7::text as shared_spend_allocation,
        $8::integer as spend_lag_months,
        $9::text as time_zone

),

-- staging.spend: The cost of acquiring customers.
staging__spend as (

    select
        date_trunc('month', plumbline.day_or_null(month)::timestamp)::date as month,
        plumbline.text_or_null(motion) as motion,
        plumbline.text_or_null(channel) as channel,
        plumbline.text_or_null(category) as category,
        plumbline.number_or_null(amount) as amount,
        upper(plumbline.text_or_null(currency)) as currency

    from source.spend as spend

),

-- In staging.item_periods: trials are not revenue.
staging__item_periods__paid as (

    select
        plumbline.text_or_null(period_id) as period_id,
        plumbline.text_or_null(subscription_id) as subscription_id,
        plumbline.text_or_null(item_id) as item_id,
        plumbline.text_or_null(customer_id) as customer_id,
        plumbline.text_or_null(plan) as plan,
        lower(coalesce(plumbline.text_or_null(usage_type), 'licensed')) = 'metered' as is_metered,
        seats,
        plumbline.moment_or_null(started_at) as started_at,
        plumbline.moment_or_null(ended_at) as ended_at,
        upper(plumbline.text_or_null(currency)) as currency,
        plumbline.number_or_null(amount) as amount,
        coalesce(plumbline.number_or_null(discount_amount), 0) as discount_amount,
        case interval
            when 'day' then 365
            when 'week' then 52
            when 'month' then 12
            when 'quarter' then 4
            when 'year' then 1
        end as intervals_a_year,
        case interval
            when 'day' then 1
            when 'week' then 7
            when 'month' then 31
            when 'quarter' then 92
            when 'year' then 366
        end as days_of_interval,
        -- values outside the contract's bounds are rejected later and must not break the division
        case
            when interval_count is null then 1
            when interval_count between 1 and 36500 then interval_count
        end as interval_count

    from source.subscription_periods as periods

    where not coalesce(is_trial, false)

),

-- staging.item_periods: The monthly value of each subscription item, metered ones included, with validity periods (the
-- end excluded).
staging__item_periods as (

    select
        period_id,
        subscription_id,
        item_id,
        customer_id,
        plan,
        is_metered,
        seats,
        started_at as valid_from,
        coalesce(ended_at, 'infinity'::timestamptz) as valid_to,
        started_at + days_of_interval * interval_count * interval '24 hours' as first_billed_until,
        currency,
        amount,
        12.0 * interval_count / intervals_a_year as interval_months,
        amount * intervals_a_year / (12 * interval_count) as gross_monthly_amount,
        (amount - discount_amount) * intervals_a_year / (12 * interval_count) as net_monthly_amount

    from staging__item_periods__paid as paid

),

-- staging.fx_rates: Exchange rates to the reporting currency.
staging__fx_rates as (

    select
        plumbline.day_or_null(day) as day,
        upper(plumbline.text_or_null(currency)) as currency,
        plumbline.number_or_null(rate) as rate

    from source.fx_rates as fx_rates

),

-- In facts.currencies: subscriptions that start after the end of the data do not count.
facts__currencies__paid_currencies as (

    select
        count(distinct item_periods.currency) filter (where not item_periods.is_metered) as licensed,
        min(item_periods.currency) filter (where not item_periods.is_metered) as first_licensed,
        count(*) filter (where not item_periods.is_metered) as licensed_items,
        count(distinct item_periods.currency) as known,
        min(item_periods.currency) as first_known

    from staging__item_periods as item_periods

    cross join parameters.data_horizon as data_horizon

    inner join entities.buyers as buyers
        on item_periods.customer_id = buyers.buyer_id

    where
        item_periods.gross_monthly_amount <> 0
        and item_periods.valid_from <= data_horizon.as_of

),

-- In facts.currencies: subscription currencies.
facts__currencies__subscription_currencies as (

    select
        case when licensed_items > 0 then licensed else known end as paid_currencies,
        case when licensed_items > 0 then first_licensed else first_known end as first_currency

    from facts__currencies__paid_currencies as paid_currencies

),

-- facts.currencies: The reporting currency: that of the parameter or, where customers pay in one other currency without
-- an exchange rate, that one.
facts__currencies as (

    select
        case
            when
                subscription_currencies.paid_currencies = 1
                and not exists (
                    select 1 from staging__fx_rates as fx_rates
                    where fx_rates.currency = subscription_currencies.first_currency
                )
                then subscription_currencies.first_currency
            else parameters.reporting_currency
        end as reporting_currency,
        subscription_currencies.paid_currencies

    from facts__currencies__subscription_currencies as subscription_currencies

    cross join parameters__business as parameters

),

-- In facts.exchange_rates: the first rate always counts, since earlier months depend on it.
facts__exchange_rates__known_rates as (

    select
        fx_rates.currency,
        fx_rates.day,
        fx_rates.rate,
        row_number() over (partition by fx_rates.currency order by fx_rates.day) as rate_number,
        plumbline.local_date(parameters.as_of, parameters.time_zone) as today

    from staging__fx_rates as fx_rates

    cross join parameters__business as parameters

),

-- In facts.exchange_rates: rates by month; constant rates of closed books use the last rate before the month was
-- closed.
facts__exchange_rates__dated_rates as (

    select
        currency,
        rate,
        day,
        rate_number,
        today,
        'current' as books,
        date_trunc('month', day::timestamp)::date as month
    from facts__exchange_rates__known_rates as known_rates
    union all
    select
        known_rates.currency,
        known_rates.rate,
        known_rates.day,
        known_rates.rate_number,
        known_rates.today,
        'closed' as books,
        date_trunc(
            'month',
            case
                when parameters.exchange_rates = 'constant' then known_rates.day - 1
                else known_rates.day
            end::timestamp
        )::date as month
    from facts__exchange_rates__known_rates as known_rates
    cross join parameters__business as parameters

),

-- In facts.exchange_rates: monthly rates.
facts__exchange_rates__monthly_rates as (

    select
        currency,
        books,
        month,
        (array_agg(rate order by day desc))[1] as rate

    from facts__exchange_rates__dated_rates as dated_rates

    where
        day <= today
        or rate_number = 1

    group by currency, books, month

),

-- In facts.exchange_rates: by option, the last rate applies to all months; closed books know no later rate.
facts__exchange_rates__chosen_rates as (

    select
        monthly_rates.currency,
        monthly_rates.books,
        monthly_rates.month,
        case
            when parameters.exchange_rates = 'constant' and monthly_rates.books = 'current'
                then last_value(monthly_rates.rate) over (
                    partition by monthly_rates.currency, monthly_rates.books
                    order by monthly_rates.month
                    rows between unbounded preceding and unbounded following
                )
            else monthly_rates.rate
        end as rate

    from facts__exchange_rates__monthly_rates as monthly_rates

    cross join parameters__business as parameters

    union all

    -- closed books use the first rate for earlier months
    select
        currency,
        'closed' as books,
        date '0001-01-01' as month,
        rate

    from facts__exchange_rates__known_rates as known_rates

    where rate_number = 1

),

-- facts.exchange_rates: The value of a unit of each currency in the reporting currency, with validity periods in months
-- (the end excluded).
facts__exchange_rates as (

    select
        currency,
        books,
        rate,
        case
            when row_number() over (partition by currency, books order by month) = 1 then date '0001-01-01'
            else month
        end as valid_from_month,
        lead(month, 1, date '2999-01-01') over (partition by currency, books order by month) as valid_to_month

    from facts__exchange_rates__chosen_rates as chosen_rates

),

-- facts.spend: Sales and marketing spend in the reporting currency, at the exchange rate of its month, with the motion
-- that the company recorded.
facts__spend as (

    select
        spend.month,
        spend.motion,
        spend.channel,
        spend.category,
        spend.amount
        * case
            when coalesce(spend.currency, currencies.reporting_currency) = currencies.reporting_currency
                then 1
            else exchange_rates.rate
        end as amount

    from staging__spend as spend

    cross join parameters__business as parameters

    cross join facts__currencies as currencies

    left join facts__exchange_rates as exchange_rates
        on spend.currency = exchange_rates.currency
        and exchange_rates.books = parameters.books
        and spend.currency <> currencies.reporting_currency
        and spend.month >= exchange_rates.valid_from_month
        and spend.month < exchange_rates.valid_to_month

),

-- facts.free_costs: The cost of serving accounts that had never paid by the end of the month.
facts__free_costs as (

    select
        month,
        sum(cost) as amount

    from facts.served_months as served_months

    where payment_state = 'free'

    group by month

),

-- facts.user_creations: When each user was created, as recorded by `as_of`.
facts__user_creations as not materialized (

    select
        user_creation_history.account_key,
        user_creation_history.user_id,
        user_creation_history.signup_account_key,
        user_creation_history.is_registered,
        user_creation_history.created_at

    from entities.user_creation_history as user_creation_history

    cross join parameters__business as parameters

    where
        user_creation_history.recorded_from <= parameters.as_of
        and user_creation_history.recorded_to > parameters.as_of

),

-- In facts.acquisition_spend: costs.
facts__acquisition_spend__costs as not materialized (

    select * from facts__spend as spend
    union all
    select
        free_costs.month,
        'shared' as motion,
        'free_accounts' as channel,
        'cost_to_serve' as category,
        free_costs.amount
    from facts__free_costs as free_costs
    cross join parameters__business as parameters
    where parameters.free_cost_treatment = 'cac'

),

-- In facts.acquisition_spend: spend may be compared with the new customers of a later month.
facts__acquisition_spend__lagged as not materialized (

    select
        plumbline.add_months(costs.month, parameters.spend_lag_months) as month,
        costs.motion,
        costs.channel,
        costs.category,
        costs.amount

    from facts__acquisition_spend__costs as costs

    cross join parameters__business as parameters

    where
        plumbline.day_start(
            plumbline.add_months(costs.month, parameters.spend_lag_months), parameters.time_zone
        )
        < parameters.as_of

),

-- In facts.acquisition_spend: the new payers that are alike; at a finer grain a new payer may have only negative items.
facts__acquisition_spend__payer_groups as (

    select
        acquired_payers.month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        case
            when parameters.shared_spend_allocation = 'by_new_accounts' then count(*)
            else sum(acquired_payers.new_mrr)
        end as weight

    from facts.acquired_payers as acquired_payers

    cross join parameters__business as parameters

    where acquired_payers.new_mrr > 0

    group by
        acquired_payers.month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        parameters.shared_spend_allocation

),

-- In facts.acquisition_spend: motion weights.
facts__acquisition_spend__motion_weights as (

    select
        month,
        origin_motion,
        sum(weight) as weight

    from facts__acquisition_spend__payer_groups as payer_groups

    group by month, origin_motion

),

-- In facts.acquisition_spend: motion shares.
facts__acquisition_spend__motion_shares as (

    select
        motion_weights.month,
        motion_weights.origin_motion,
        motion_weights.weight / sum(motion_weights.weight) over (partition by motion_weights.month) as share

    from facts__acquisition_spend__motion_weights as motion_weights

    cross join parameters__business as parameters

    where parameters.shared_spend_allocation <> 'none'

),

-- In facts.acquisition_spend: by motion.
facts__acquisition_spend__by_motion as (

    select
        month,
        motion as origin_motion,
        channel,
        category,
        false as is_shared,
        amount
    from facts__acquisition_spend__lagged as lagged
    where motion <> 'shared'
    union all
    select
        lagged.month,
        coalesce(motion_shares.origin_motion, 'shared') as origin_motion,
        lagged.channel,
        lagged.category,
        true as is_shared,
        lagged.amount * coalesce(motion_shares.share, 1) as amount
    from facts__acquisition_spend__lagged as lagged
    left join facts__acquisition_spend__motion_shares as motion_shares
        on lagged.month = motion_shares.month
    where lagged.motion = 'shared'

),

-- In facts.acquisition_spend: the channels from which users come; the spend of others is overhead.
facts__acquisition_spend__signup_channels as (

    select distinct users.signup_source as channel

    from facts__user_creations as user_creations

    inner join entities.users as users
        on user_creations.account_key = users.account_key
        and user_creations.user_id = users.user_id

    where
        user_creations.is_registered
        and users.signup_source is not null

),

-- In facts.acquisition_spend: classified.
facts__acquisition_spend__classified as (

    select
        by_motion.month,
        by_motion.origin_motion,
        by_motion.channel,
        by_motion.category,
        by_motion.is_shared,
        by_motion.amount,
        signup_channels.channel is not null as brings_users

    from facts__acquisition_spend__by_motion as by_motion

    left join facts__acquisition_spend__signup_channels as signup_channels
        on by_motion.channel = signup_channels.channel

),

-- In facts.acquisition_spend: payer shares.
facts__acquisition_spend__payer_shares as (

    select
        month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        weight / sum(weight) over (partition by month, origin_motion) as share_of_motion,
        weight / sum(weight) over (partition by month, origin_motion, acquisition_channel)
            as share_of_channel

    from facts__acquisition_spend__payer_groups as payer_groups

),

-- facts.acquisition_spend: The cost of acquiring customers, by the month whose new customers it is compared with, and
-- by what it won.
facts__acquisition_spend as (

    select
        classified.month,
        classified.origin_motion,
        classified.channel,
        classified.category,
        classified.is_shared,
        case
            when payer_shares.month is null then classified.channel
            else payer_shares.acquisition_channel
        end as acquisition_channel,
        payer_shares.icp_segment,
        payer_shares.first_plan,
        classified.amount
        * case
            when payer_shares.month is null then 1
            when classified.brings_users then payer_shares.share_of_channel
            else payer_shares.share_of_motion
        end as amount

    from facts__acquisition_spend__classified as classified

    left join facts__acquisition_spend__payer_shares as payer_shares
        on classified.month = payer_shares.month
        and classified.origin_motion = payer_shares.origin_motion
        and (
            not classified.brings_users
            or classified.channel = payer_shares.acquisition_channel
        )

),

-- facts.payer_subscription_months: The value of each active subscription item at the end of each month, with the payer
-- whose revenue it is part of: the account, the customer or, by option, the item itself.
facts__payer_subscription_months as (

    select
        subscription_months.account_key,
        case parameters.movement_grain
            when 'account' then subscription_months.account_key
            when 'customer' then subscription_months.buyer_id
            -- item numbers may repeat across subscriptions
            else coalesce(
                subscription_months.subscription_id || ':' || subscription_months.item_id,
                subscription_months.subscription_id
            )
        end as payer_key,
        subscription_months.period_id,
        subscription_months.plan,
        subscription_months.currency,
        subscription_months.effective_since,
        subscription_months.month,
        subscription_months.amount,
        subscription_months.rate

    from facts.subscription_months as subscription_months

    cross join parameters__business as parameters

),

-- staging.gross_margin: The share of revenue that remains after the cost of goods.
staging__gross_margin as (

    select
        date_trunc('month', plumbline.day_or_null(month)::timestamp)::date as month,
        plumbline.text_or_null(plan) as plan,
        plumbline.number_or_null(margin) as margin

    from source.gross_margin as gross_margin

),

-- In facts.payer_profits: plan revenue.
facts__payer_profits__plan_revenue as (

    select
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan,
        sum(payer_subscription_months.amount * payer_subscription_months.rate) as revenue

    from facts__payer_subscription_months as payer_subscription_months

    group by
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan

),

-- In facts.payer_profits: a margin is valid until the next one.
facts__payer_profits__margins as (

    select
        plan,
        month as valid_from_month,
        margin,
        lead(month, 1, date '2999-01-01') over (partition by plan order by month) as valid_to_month

    from staging__gross_margin as gross_margin

),

-- facts.payer_profits: The revenue of each payer in each month, and what remains of it after the cost of goods: revenue
-- times the gross margin of its plan.
facts__payer_profits as (

    select
        plan_revenue.account_key,
        plan_revenue.payer_key,
        plan_revenue.month,
        sum(plan_revenue.revenue) as revenue,
        sum(plan_revenue.revenue * coalesce(margins.margin, 1)) as profit

    from facts__payer_profits__plan_revenue as plan_revenue

    left join facts__payer_profits__margins as margins
        on plan_revenue.plan = margins.plan
        and plan_revenue.month >= margins.valid_from_month
        and plan_revenue.month < margins.valid_to_month

    group by plan_revenue.account_key, plan_revenue.payer_key, plan_revenue.month

),

-- In facts.gross_profits: the current month is incomplete.
facts__gross_profits__payer_profits as (

    select
        all_profits.account_key,
        all_profits.payer_key,
        all_profits.month,
        all_profits.revenue,
        all_profits.profit
        - coalesce(
            free_costs.amount * all_profits.revenue
            / nullif(sum(all_profits.revenue) over (partition by all_profits.month), 0),
            0
        ) as profit

    from facts__payer_profits as all_profits

    cross join parameters__business as parameters

    left join facts__free_costs as free_costs
        on all_profits.month = free_costs.month
        and parameters.free_cost_treatment = 'cogs'

    where plumbline.month_end(all_profits.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

),

-- In facts.gross_profits: the first month of each payer.
facts__gross_profits__known_payers as (

    select
        account_key,
        payer_key,
        min(month) as first_month

    from facts__gross_profits__payer_profits as payer_profits

    group by account_key, payer_key

),

-- In facts.gross_profits: costs in a month without revenue, shared equally by the account's former payers.
facts__gross_profits__idle_costs as (

    select
        known_payers.account_key,
        known_payers.payer_key,
        account_costs.month,
        0 as revenue,
        -account_costs.amount
        / count(*) over (partition by known_payers.account_key, account_costs.month) as gross_profit

    from facts.account_costs as account_costs

    cross join parameters__business as parameters

    inner join facts__gross_profits__known_payers as known_payers
        on account_costs.account_key = known_payers.account_key
        and account_costs.month > known_payers.first_month

    where
        plumbline.month_end(account_costs.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'
        and not exists (
            select 1 from facts__gross_profits__payer_profits as payer_profits
            where
                payer_profits.account_key = account_costs.account_key
                and payer_profits.month = account_costs.month
        )

),

-- In facts.gross_profits: costs of an account, shared equally by its payers of the month.
facts__gross_profits__served_payers as (

    select
        payer_profits.account_key,
        payer_profits.payer_key,
        payer_profits.month,
        payer_profits.revenue,
        payer_profits.profit
        - coalesce(
            account_costs.amount
            / count(*) over (partition by payer_profits.account_key, payer_profits.month),
            0
        ) as gross_profit

    from facts__gross_profits__payer_profits as payer_profits

    left join facts.account_costs as account_costs
        on payer_profits.account_key = account_costs.account_key
        and payer_profits.month = account_costs.month

),

-- facts.gross_profits: The gross profit of each payer by complete month: revenue after the cost of goods and the cost
-- to serve.
facts__gross_profits as (

    select * from facts__gross_profits__served_payers as served_payers
    union all
    select * from facts__gross_profits__idle_costs as idle_costs

),

-- facts.payback_amounts: The acquisition cost of the payers whose first revenue is in a month, and their gross profit
-- since, by age in months (0 is the month of the first revenue).
facts__payback_amounts as (

    select
        month as cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        0 as age_months,
        amount as acquisition_cost,
        0 as gross_profit
    from facts__acquisition_spend as acquisition_spend
    union all
    select
        acquired_payers.month as cohort_month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        plumbline.months_between(acquired_payers.month, gross_profits.month) as age_months,
        0 as acquisition_cost,
        gross_profits.gross_profit
    from facts__gross_profits as gross_profits
    inner join facts.acquired_payers as acquired_payers
        on gross_profits.account_key = acquired_payers.account_key
        and gross_profits.payer_key = acquired_payers.payer_key
        -- costs before the first revenue are not part of the payback
        and gross_profits.month >= acquired_payers.month

),

-- metrics.payback: The acquisition cost of the payers whose first revenue is in a month, and their gross profit since,
-- by age in months (0 is the month of the first revenue).
metrics__payback as (

    select
        cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        age_months,
        acquisition_cost,
        gross_profit

    from facts__payback_amounts as payback_amounts

),

-- The acquisition cost of each cohort, and its gross profit at each age.
payback_counted_ages as (

    select
        fact.cohort_month as period_start,
        fact.origin_motion as d_origin_motion,
        age_months,
        round(sum(acquisition_cost), 8) as cost,
        sum(gross_profit) as profit

    from metrics__payback as fact

    where
        fact.cohort_month >= $10::date
        and fact.cohort_month < $11::date

    group by period_start, d_origin_motion, age_months

),

-- Cost and profit, accumulated.
payback_counted_curve as (

    select
        period_start,
        d_origin_motion,
        age_months,
        profit,
        sum(cost) over (partition by period_start, d_origin_motion) as cohort_cost,
        sum(profit) over (partition by period_start, d_origin_motion order by age_months) as profit_so_far,
        sum(profit) over (partition by period_start, d_origin_motion) as total_profit

    from payback_counted_ages

),

-- The first age at which the cumulative profit reaches the cost.
payback_counted as (

    select
        period_start,
        d_origin_motion,
        min(
            age_months + coalesce(greatest(cohort_cost - (profit_so_far - profit), 0) / nullif(profit, 0), 0)
        ) filter (where profit_so_far >= cohort_cost) as cac_payback_months,
        max(total_profit) / nullif(max(cohort_cost), 0) as recovered_share,
        case when bool_or(profit_so_far >= cohort_cost) then 'COMPLETE' else 'PARTIAL' end as payback_counted_maturity

    from payback_counted_curve

    group by period_start, d_origin_motion

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        d_origin_motion,
        max(cac_payback_months) as cac_payback_months,
        max(recovered_share) as recovered_share,
        max(payback_counted_maturity) as payback_counted_maturity

    from (
        select
            period_start,
            d_origin_motion,
            cac_payback_months,
            recovered_share,
            payback_counted_maturity
        from payback_counted
    ) as counts

    group by period_start, d_origin_motion

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        d_origin_motion,
        cac_payback_months,
        recovered_share,
        payback_counted_maturity

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        period_start as "cohort",
        d_origin_motion as "origin_motion",
        trim_scale(round((cac_payback_months)::numeric, 6)) as "cac_payback_months",
        payback_counted_maturity as "cac_payback_months.maturity",
        trim_scale(round((recovered_share)::numeric, 12)) as "recovered_share",
        payback_counted_maturity as "recovered_share.maturity"

    from gap_filled

),

-- The numbers of immature and of all rows on all pages, for the provenance.
maturity as (

    select
        count(*) filter (where payback_counted_maturity = 'PARTIAL') as payback_counted_immature,
        count(payback_counted_maturity) as payback_counted_all

    from gap_filled

)

select
    "period",
    "cohort",
    "origin_motion",
    "cac_payback_months",
    "cac_payback_months.maturity",
    "recovered_share",
    "recovered_share.maturity",
    (select payback_counted_immature from maturity),
    (select payback_counted_all from maturity)

from result

order by
    "period" asc nulls last,
    "cohort" asc nulls last,
    (
        lpad(
            coalesce(array_position(array['PLG', 'PLS', 'SLG', 'unknown', 'shared'], "origin_motion"), 6)::text,
            1,
            '0'
        ) || "origin_motion"
    ) collate "C" asc nulls last

limit 1000001
