/*---
view: facts.key_feature_uses
description: >
  Every use of a key feature by a user in the feature window that ends with `as_of`. Without named key
  features, every event that is not passive is one.
owner: growth-data
grain: one row per event and key feature that it belongs to
key: [event_id, feature]
---*/

with

feature_uses as (

    select * from facts.feature_uses

),

key_features as (

    select * from parameters.key_features

),

uses_of_named_features as (

    select
        feature_uses.account_key,
        feature_uses.user_id,
        feature_uses.event_id,
        key_features.feature,
        feature_uses.days_ago

    from feature_uses

    inner join key_features
        on feature_uses.event_name = key_features.event_name

),

-- without named features, each event is a feature
uses_of_events as (

    select
        feature_uses.account_key,
        feature_uses.user_id,
        feature_uses.event_id,
        feature_uses.event_name as feature,
        feature_uses.days_ago

    from feature_uses

    cross join parameters.business as parameters

    where parameters.key_features is null

),

all_uses as (

    select * from uses_of_named_features
    union all
    select * from uses_of_events

),

final as (

    select
        all_uses.account_key,
        all_uses.user_id,
        all_uses.event_id,
        all_uses.feature

    from all_uses

    cross join parameters.business as parameters

    where all_uses.days_ago < parameters.feature_window_days

)

select * from final
