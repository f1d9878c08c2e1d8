/** The aggregates that are kinds of metrics. */
export const aggregates: ReadonlySet<string> = new Set(['sum', 'count', 'avg', 'min', 'max'])

/** Scalar functions of PostgreSQL that expressions may call, and how many arguments they take: least and most. */
export const knownFunctions: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['abs', [1, 1]],
  ['ceil', [1, 1]],
  ['ceiling', [1, 1]],
  ['floor', [1, 1]],
  ['round', [1, 2]],
  ['trunc', [1, 2]],
  ['sign', [1, 1]],
  ['sqrt', [1, 1]],
  ['exp', [1, 1]],
  ['ln', [1, 1]],
  ['log', [1, 2]],
  ['mod', [2, 2]],
  ['power', [2, 2]],
  ['lower', [1, 1]],
  ['upper', [1, 1]],
  ['initcap', [1, 1]],
  ['length', [1, 1]],
  ['char_length', [1, 1]],
  ['left', [2, 2]],
  ['right', [2, 2]],
  ['lpad', [2, 3]],
  ['rpad', [2, 3]],
  ['btrim', [1, 2]],
  ['ltrim', [1, 2]],
  ['rtrim', [1, 2]],
  ['replace', [3, 3]],
  ['translate', [3, 3]],
  ['substr', [2, 3]],
  ['substring', [2, 3]],
  ['position', [2, 2]],
  ['strpos', [2, 2]],
  ['split_part', [3, 3]],
  ['regexp_replace', [3, 4]],
  ['starts_with', [2, 2]],
  ['md5', [1, 1]],
  ['date_trunc', [2, 3]],
  ['date_part', [2, 2]],
  ['extract', [2, 2]],
  ['timezone', [2, 2]],
  ['make_date', [3, 3]],
  ['to_char', [2, 2]],
  ['to_date', [2, 2]],
  ['to_number', [2, 2]],
])

/** Types of PostgreSQL without a keyword of their own; those with one are in `pg_catalog` in the parser's tree. */
export const namedTypes: ReadonlySet<string> = new Set([
  'text',
  'date',
  'timestamptz',
  'timetz',
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'bool',
  'uuid',
  'json',
  'jsonb',
])

/** Operators of PostgreSQL between values of the types above; `like` is `~~`. */
export const knownOperators: ReadonlySet<string> = new Set(
  '+ - * / % ^ = <> < > <= >= || ~~ !~~ ~~* !~~* ~ !~ ~* !~*'.split(' '),
)
