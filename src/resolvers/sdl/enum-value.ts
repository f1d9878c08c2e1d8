/** The GraphQL enum value of a lower-case name in SQL, catalogue and results. */
export function toEnumValue<Value extends string>(name: Lowercase<Value> | (string & {})): Value {
  return name.toUpperCase() as Value
}

/** The lower-case name of a GraphQL enum value. */
export function fromEnumValue<Value extends string>(value: Value): Lowercase<Value> {
  return value.toLowerCase() as Lowercase<Value>
}
