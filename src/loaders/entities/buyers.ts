import type { Entity } from '../fetch/entity.ts'
import type { BuyerRow } from './rows.ts'

export const buyers: Entity<BuyerRow> = {
  type: 'Buyer',
  relation: 'entities.buyers',
  shows: 'billing_customers',
  key: ['buyer_id'],
  columns: {
    buyer_id: 'text',
    account_key: 'text',
    workspace_id: 'text',
    user_id: 'text',
    is_user: 'boolean',
    payer_email: 'text',
    created_at: 'timestamptz',
    is_deleted: 'boolean',
  },
}
