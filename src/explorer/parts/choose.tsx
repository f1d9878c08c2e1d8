export interface Choice<Value extends string> {
  readonly value: Value
  readonly text: string
  /** Why it cannot be chosen now. */
  readonly because?: string | null
}

interface ChooseProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChoose: (value: Value) => void
}

/** A labelled list of a few choices. */
export function Choose<Value extends string>({ label, value, choices, onChoose }: ChooseProps<Value>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select className="input" value={value} onChange={({ target }) => onChoose(target.value as Value)}>
        {choices.map(({ value: one, text, because = null }) => (
          <option key={one} value={one} disabled={because !== null} title={because ?? undefined}>
            {because === null ? text : `${text} (${because})`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The choice with this value, such as that of an address; undefined where there is none. */
export function chosen<Value extends string>(
  choices: readonly Choice<Value>[],
  given: string | null,
): Value | undefined {
  return choices.find(({ value }) => value === given)?.value
}
