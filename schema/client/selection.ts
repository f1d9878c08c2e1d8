/** A field with an object, or with a list of objects, and the arguments that it takes: none by default. */
export interface Nested<Result, Arguments = never> {
  readonly [nested]: readonly [Result, Arguments]
}
declare const nested: unique symbol

/** A variable of a document, in place of the value of an argument. */
export interface Variable<Name extends string> {
  readonly [variableName]: Name
}
const variableName = Symbol('variable')

/** A variable for an argument within a selection: `users: { after: variable('after'), select: … }`. */
export function variable<const Name extends string>(name: Name): Variable<Name> {
  return { [variableName]: name }
}

/** The name of a variable; null for a value. */
export function nameOfVariable(value: unknown): string | null {
  return typeof value === 'object' && value !== null && variableName in value
    ? String(value[variableName])
    : null
}

/**
 * What can be selected of an object: `true` for a value, a selection for an object, and the arguments with `select` for
 * a field that takes arguments.
 */
export type Selection<Fields, InArguments = never> = {
  readonly [Name in keyof Fields]?: Fields[Name] extends Nested<infer Result, infer Arguments>
    ? [Arguments] extends [never]
      ? Selection<ObjectOf<Result>, InArguments>
      : { readonly [Given in keyof Arguments]: Arguments[Given] | InArguments } & {
          readonly select: Selection<ObjectOf<Result>, InArguments>
        }
    : true
}

/** The selection itself, where a field or an argument that does not exist does not compile. */
export type Checked<Fields, Chosen> = {
  readonly [Name in keyof Chosen]: Name extends keyof Fields
    ? Fields[Name] extends Nested<infer Result, infer Arguments>
      ? [Arguments] extends [never]
        ? Checked<ObjectOf<Result>, Chosen[Name]>
        : {
            readonly [Given in keyof Chosen[Name]]: Given extends 'select'
              ? Checked<ObjectOf<Result>, Chosen[Name][Given]>
              : Given extends keyof Arguments
                ? Chosen[Name][Given]
                : never
          }
      : Chosen[Name]
    : never
}

/** A result with the selected fields only. */
export type Selected<Result, Chosen> = Result extends readonly (infer Item)[]
  ? readonly Selected<Item, Chosen>[]
  : Result extends object
    ? {
        readonly [Name in keyof Chosen & keyof Result]: Result[Name] extends Nested<infer Inner, infer _>
          ? Selected<Inner, Inside<Chosen[Name]>>
          : Result[Name]
      }
    : Result

/** The variables of a selection, with the types of their arguments. */
export type VariablesIn<Fields, Chosen> = Both<EachVariable<Fields, Chosen>>

type EachVariable<Fields, Chosen> = {
  [Name in keyof Chosen & keyof Fields]: Fields[Name] extends Nested<infer Result, infer Arguments>
    ? OfArguments<Arguments, Chosen[Name]> | EachVariable<ObjectOf<Result>, Inside<Chosen[Name]>>
    : never
}[keyof Chosen & keyof Fields]

type OfArguments<Arguments, Given> = [Arguments] extends [never]
  ? never
  : {
      [Name in keyof Arguments & keyof Given]: Given[Name] extends Variable<infer Named>
        ? undefined extends Arguments[Name]
          ? { readonly [One in Named]?: Arguments[Name] }
          : { readonly [One in Named]: Arguments[Name] }
        : never
    }[keyof Arguments & keyof Given]

/** All of a union together. */
type Both<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

type Inside<Chosen> = Chosen extends { readonly select: infer Inner } ? Inner : Chosen

/** The object of a field: itself, or an item of its list. */
export type ObjectOf<Result> =
  NonNullable<Result> extends readonly (infer Item)[] ? NonNullable<Item> : NonNullable<Result>
