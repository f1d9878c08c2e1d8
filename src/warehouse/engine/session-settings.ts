/** What every session is set to, so that the same statement prints the same text on every engine. */
export const sessionSettings = `
  set timezone = 'UTC';
  set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres';
  set extra_float_digits = 1;
  set bytea_output = 'hex';
`

/** The setting of sessions which may not write. */
export const readOnlySetting = 'set default_transaction_read_only = on;'
