/** Functions of one value that are proportional to it, up to the rounding that they are written for. */
export const proportional: ReadonlySet<string> = new Set([
  'round',
  'numeric',
  'float8',
  'float4',
  'int8',
  'int4',
  'int2',
])

/** Functions that give another number for the row: it has statistics, and no sum. */
export const scalar: ReadonlySet<string> = new Set(
  'abs ceil ceiling floor trunc sqrt cbrt exp ln log log10 power pow sign mod div greatest least'.split(' '),
)

/** Functions that give several rows for one: in a select list they repeat the other columns. */
export function mayRepeat(name: string): boolean {
  return sets.has(name) || /^(?:pg_|ts_|_pg_)/.test(name)
}

const sets: ReadonlySet<string> = new Set(
  `aclexplode generate_series generate_subscripts json_array_elements json_array_elements_text json_each json_each_text
  json_object_keys json_populate_recordset json_to_recordset jsonb_array_elements jsonb_array_elements_text jsonb_each
  jsonb_each_text jsonb_object_keys jsonb_path_query jsonb_path_query_tz jsonb_populate_recordset jsonb_to_recordset
  regexp_matches regexp_split_to_table string_to_table txid_snapshot_xip unnest`.split(/\s+/),
)

/** Aggregates that give a value, a key or a truth of one of the rows, however many there are. */
export const ofOneRow: ReadonlySet<string> = new Set([
  'min',
  'max',
  'any_value',
  'bool_and',
  'bool_or',
  'every',
])

/** Functions of windows that say something of each row, or are a sum: as written, and as the rewriting guards it. */
export const ofWindows: ReadonlySet<string> = new Set(
  `row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value max sum at_one_time
  one`.split(/\s+/),
)

/** Whether an aggregate lists the rows, as `array_agg` does. */
export function isLists(name: string): boolean {
  return name.endsWith('agg')
}
