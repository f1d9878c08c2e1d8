import { entityColumns } from '../../generated/entities.ts'
import type { Entity } from '../fetch/entity.ts'
import type { BuyerRow } from './rows.ts'

export const buyers: Entity<BuyerRow> = {
  type: 'Buyer',
  relation: 'entities.buyers',
  grants: ['buyers'],
  shows: ['billing_customers'],
  key: ['buyer_id'],
  columns: entityColumns.buyers,
  searched: [{ column: 'buyers.payer_email' }],
}
