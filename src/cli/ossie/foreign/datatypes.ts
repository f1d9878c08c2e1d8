/** A data type of Apache Ossie → the type in the contract of a source. */
const types = {
  String: 'text',
  Integer: 'bigint',
  Decimal: 'numeric',
  Float: 'numeric',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'text',
  DateTime: 'timestamptz',
  DateTimeTz: 'timestamptz',
} as const

export type ContractTypeOfField = (typeof types)[keyof typeof types]

/** What other tools write in place of the names of the specification, without capitals and signs. */
const otherNames: Readonly<Record<string, keyof typeof types>> = {
  text: 'String',
  varchar: 'String',
  int: 'Integer',
  bigint: 'Integer',
  long: 'Integer',
  numeric: 'Decimal',
  number: 'Decimal',
  double: 'Float',
  real: 'Float',
  bool: 'Boolean',
  timestamp: 'DateTime',
  timestampntz: 'DateTime',
  timestamptz: 'DateTimeTz',
}

const bySpelling: ReadonlyMap<string, keyof typeof types> = new Map([
  ...Object.entries(otherNames),
  ...(Object.keys(types) as (keyof typeof types)[]).map((name) => [name.toLowerCase(), name] as const),
])

/** The names of the specification, for messages. */
export const dataTypes: readonly string[] = Object.keys(types)

/** The type of a field's values; null where the document says none, or an unknown one. */
export function contractType(datatype: string | undefined): ContractTypeOfField | null {
  const name = nameOf(datatype)
  return name === undefined ? null : types[name]
}

/** Whether a field with this data type is a time unless it says otherwise. */
export function isTemporal(datatype: string | undefined): boolean {
  return /^(Date|Time)/.test(nameOf(datatype) ?? '')
}

function nameOf(datatype = ''): keyof typeof types | undefined {
  return bySpelling.get(datatype.toLowerCase().replaceAll(/[^a-z]/g, ''))
}
