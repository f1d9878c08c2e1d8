/**
 * The resolvers of a type, where each field must be written unless the row has it under the same name.
 * Generated resolver fields are optional, so a missing one would only fail at run time.
 */
export type Complete<Resolvers, Row> = Resolvers & Required<Omit<Resolvers, keyof Row | '__isTypeOf'>>
