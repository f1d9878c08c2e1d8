/** The settings of every session, so that the same statement prints the same text on every engine. */
export const sessionSettings = `
  set timezone = 'UTC';
  set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres';
  set extra_float_digits = 1;
  set bytea_output = 'hex';
`

/** The setting of read-only sessions. */
export const readOnlySetting = 'set default_transaction_read_only = on;'
