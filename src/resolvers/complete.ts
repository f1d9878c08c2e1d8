/**
 * The resolvers of a type, where every field which the row does not already carry under the same name must be
 * written: generated resolver fields are optional, so a forgotten one would only be seen at run time.
 */
export type Complete<Resolvers, Row> = Resolvers & Required<Omit<Resolvers, keyof Row | '__isTypeOf'>>
