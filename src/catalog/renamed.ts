/** Parameters that carry their subject in their names since 0.2: old name → new name. */
export const renamedParameters: Readonly<Record<string, string>> = {
  age_zero: 'retention_age_zero',
  assisted_is: 'assisted_motion',
  attribute_time: 'retention_attribute_time',
  base: 'retention_base',
  brackets: 'retention_brackets',
  clock: 'retention_clock',
  cohort_entry: 'retention_cohort_entry',
  conversion_same: 'conversion_same_property',
  counts_as: 'invitation_counts_as',
  credit: 'conversion_attribution',
  criterion: 'retention_criterion',
  discounts: 'mrr_discounts',
  interval: 'retention_interval',
  inviting_window_days: 'virality_window_days',
  min_active_users: 'retention_min_active_users',
  min_occurrences: 'retention_min_occurrences',
  new_is: 'lifecycle_new_basis',
  opportunity_event: 'conversion_opportunity_event',
  paid_window_days: 'free_to_paid_window_days',
  product_first_is: 'product_led_evidence',
  retention_months: 'revenue_retention_months',
  return_event: 'retention_return_event',
  shared_alloc: 'shared_spend_allocation',
  start_event: 'retention_start_event',
  start_property: 'retention_start_property',
  touch_window_days: 'qualified_touch_window_days',
  unfitting_segments: 'non_icp_segments',
}

/** Parameter → its values that have new names: old value → new value. */
export const renamedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  conversion_attribution: { latest: 'last_touch', first: 'first_touch' },
}

/** Fields of the headers in `sql/`: old name → new name. */
export const renamedFields: Readonly<Record<string, string>> = {
  at_most: 'max_parameter',
  beginnings_from: 'creation_dates_from',
  chance: 'eligible_where',
  criteria_from: 'criteria_events_from',
  guards: 'checks_from (severity: error)',
  lasting: 'immutable',
  not_by: 'excluded_dimensions',
  not_with: 'conflicts_with',
  people: 'distinct_actors',
  returns: 'return_events_from',
  starts_as: 'opening_balance',
  taken_off: 'decreases_balance',
  warns: 'checks_from (severity: warning)',
}
