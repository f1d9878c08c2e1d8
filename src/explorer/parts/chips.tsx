interface ChipsProps {
  readonly label: string
  readonly items: readonly { readonly name: string; readonly text: string }[]
  readonly onRemove: (name: string) => void
}

/** What is chosen, each with a button that removes it. */
export function Chips({ label, items, onRemove }: ChipsProps) {
  if (items.length === 0) return null
  return (
    <ul className="chips" aria-label={label}>
      {items.map(({ name, text }) => (
        <li key={name} className="chip">
          <span>{text}</span>
          <button type="button" aria-label={`Remove ${text}`} onClick={() => onRemove(name)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}
