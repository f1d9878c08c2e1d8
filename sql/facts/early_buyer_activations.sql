/*---
view: facts.early_buyer_activations
description: >
  Whether a workspace that a buyer pays for activated within seven days of its creation, as of `as_of`: the
  buyer's own workspace or, for a buyer of a whole account, any workspace of the account.
owner: growth-data
grain: one row per buyer
key: [buyer_id]
dimensions:
  activated_within_7d: { from: facts.early_user_activations, requires: [workspaces] }
unaffected_by: [account_activation_min_count, account_activation_users, account_activation_window_days]
affected_with:
  passive_events: { core_action: [none] }
---*/

with

buyers as (

    select * from entities.buyers

),

early_workspace_activations as (

    select * from facts.early_workspace_activations

),

workspaces_of_buyers as (

    select
        buyers.account_key,
        buyers.buyer_id,
        bool_or(early_workspace_activations.activated_within_7d) as has_activated,
        bool_and(early_workspace_activations.activated_within_7d is not null) as is_known

    from buyers

    inner join early_workspace_activations
        on buyers.account_key = early_workspace_activations.account_key
        and (
            buyers.workspace_id is null
            or buyers.workspace_id = early_workspace_activations.workspace_id
        )

    group by buyers.account_key, buyers.buyer_id

),

-- one activated workspace decides; without one, all must be known
final as (

    select
        account_key,
        buyer_id,
        case
            when has_activated then true
            when is_known then false
        end as activated_within_7d

    from workspaces_of_buyers

)

select * from final
