/** The value of a GraphQL enum for a name as SQL, the catalogue and answers have it, in small letters. */
export function toEnumValue<Value extends string>(name: Lowercase<Value> | (string & {})): Value {
  return name.toUpperCase() as Value
}

/** The name in small letters for a value of a GraphQL enum. */
export function fromEnumValue<Value extends string>(value: Value): Lowercase<Value> {
  return value.toLowerCase() as Lowercase<Value>
}
