import { column } from '../reads.ts'

export const AccountHealth = {
  score: column('health_score'),
  band: column('health_band'),
  trend: column('health_trend'),
}

export const AccountSegment = {
  previousSegment: column('previous_segment'),
  planState: column('plan_state'),
}

export const AccountRevenue = { originMotion: column('origin_motion') }

export const AccountSeats = {
  activeSeats: column('active_seats'),
  purchasedSeats: column('purchased_seats'),
  roleHeadcount: column('role_headcount'),
  penetration: column('seat_penetration'),
  utilisation: column('seat_utilisation'),
}

export const AccountPeople = {
  activeUsers: column('active_users'),
  buyersWhoAreUsers: column('buyers_who_are_users'),
  buyerClass: column('buyer_class'),
}

export const AccountContracts = {
  limitsReached: column('limits_reached'),
  nextRenewalOn: column('next_renewal_on'),
  daysToRenewal: column('days_to_renewal'),
}

export const AccountLimit = {
  workspaceId: column('workspace_id'),
  reachedAt: column('reached_at'),
  projectedReachOn: column('projected_reach_on'),
}

export const AccountConsumption = { endsOn: column('ends_on'), exhaustsOn: column('exhausts_on') }

export const AccountRenewal = {
  contractId: column('contract_id'),
  renewalOn: column('renewal_on'),
  hasOpenExpansion: column('has_open_expansion'),
}
