import type { OssieDocument } from '../../../src/cli/ossie/document.ts'

/** A document of another tool. */
export const shop: OssieDocument = {
  version: '0.2.0.dev0',
  semantic_model: [
    {
      name: 'shop',
      datasets: [
        {
          name: 'Orders',
          source: 'sales.public.orders',
          primary_key: ['order_id'],
          description: 'Orders of customers',
          fields: [
            { ...column('order_id') },
            { ...column('customer_id') },
            { ...column('ordered_on'), datatype: 'Date' },
            { ...column('amount') },
            { ...column('status'), dimension: {}, description: 'How far it is' },
            { ...column('is_large', 'amount > 100'), dimension: {}, datatype: 'Boolean' },
          ],
        },
        {
          name: 'Customers',
          source: 'sales.public.customers',
          primary_key: ['customer_id'],
          fields: [{ ...column('customer_id') }, { ...column('country'), dimension: { is_time: false } }],
        },
      ],
      relationships: [
        {
          name: 'orders_to_customers',
          from: 'Orders',
          to: 'Customers',
          from_columns: ['customer_id'],
          to_columns: ['customer_id'],
        },
      ],
      metrics: [
        metric('order_total', 'SUM(Orders.amount)'),
        metric('late_share', "SUM(CASE WHEN Orders.status = 'late (a)' THEN 1 ELSE 0 END) / COUNT(*)"),
        metric('order_value', 'SUM(Orders.amount) / COUNT(DISTINCT Orders.customer_id)'),
        metric('mixed', 'SUM(Orders.amount * Customers.rate)'),
        metric('none', 'Orders.amount'),
      ],
      custom_extensions: [{ vendor_name: 'DBT', data: '{}' }],
    },
  ],
}

function column(name: string, sql = name) {
  return { name, expression: { dialects: [{ dialect: 'ANSI_SQL', expression: sql }] } }
}

function metric(name: string, sql: string) {
  return { name, expression: { dialects: [{ dialect: 'ANSI_SQL', expression: sql }] } }
}
