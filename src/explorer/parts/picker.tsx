import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components'

/** Something to pick. */
export interface Choice {
  readonly name: string
  readonly label: string
  readonly detail: string
  /** The heading it is listed under. */
  readonly group: string
  /** Why it cannot be picked now; null when it can. */
  readonly because: string | null
}

interface PickerProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly picked: readonly string[]
  readonly onPick: (names: readonly string[]) => void
  /** Whether one choice replaces the other. */
  readonly isSingle?: boolean
}

/** A button that opens a searchable list. What cannot be picked is greyed out, with the reason. */
export function Picker({ label, choices, picked, onPick, isSingle = false }: PickerProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const groups = Map.groupBy(choices, ({ group }) => group)
  return (
    <DialogTrigger>
      <Button className="button">{label}</Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="picker" aria-label={label}>
          {({ close }) => (
            <Autocomplete filter={contains}>
              <SearchField aria-label={`Search: ${label}`} autoFocus>
                <Input className="input" placeholder="Search" />
              </SearchField>
              <ListBox
                className="picker-list"
                aria-label={label}
                selectionMode={isSingle ? 'single' : 'multiple'}
                selectedKeys={picked}
                escapeKeyBehavior="none"
                disabledKeys={choices.flatMap(({ name, because }) =>
                  because !== null && !picked.includes(name) ? [name] : [],
                )}
                onSelectionChange={(keys) => {
                  onPick(inOrder(picked, keys === 'all' ? [] : [...keys].map(String)))
                  if (isSingle) close()
                }}
                renderEmptyState={() => <p className="faint picker-empty">Nothing has this name.</p>}
              >
                {[...groups].map(([group, items]) => (
                  <ListBoxSection key={group} id={`group:${group}`}>
                    <Header className="picker-group">{group}</Header>
                    {items.map((choice) => (
                      <PickerItem key={choice.name} choice={choice} />
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
              {!isSingle && (
                <Button className="button primary" onPress={close}>
                  Done
                </Button>
              )}
            </Autocomplete>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function PickerItem({ choice: { name, label, detail, because } }: { readonly choice: Choice }) {
  return (
    <ListBoxItem id={name} textValue={`${label} ${name}`} className="picker-item">
      <Text slot="label">{label}</Text>
      <Text slot="description" className="picker-detail">
        {because ?? detail}
      </Text>
    </ListBoxItem>
  )
}

/** What was picked before keeps its place; what is new comes last. */
function inOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  return [...before.filter((name) => now.includes(name)), ...now.filter((name) => !before.includes(name))]
}
