/**
 * The policies of a server without `policies.yaml`. Personal data is masked except for administrators.
 */
export const defaultPolicies = `
roles:
  admin:
    metrics: ['*']
    entities: ['*']
    columns: { pii: visible }
  analyst:
    metrics: ['*']
    entities: ['*']
    database_roles: [plumbline_bi]
  anonymous:
    inherits: [analyst]
`
