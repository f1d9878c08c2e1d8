import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'

interface TabbedProps {
  readonly label: string
  readonly tabs: readonly {
    readonly name: string
    readonly title: string
    readonly content: () => ReactNode
  }[]
}

/** Contents of one place, one at a time. */
export function Tabbed({ label, tabs }: TabbedProps) {
  return (
    <Tabs className="tabs">
      <TabList aria-label={label} className="tab-list">
        {tabs.map(({ name, title }) => (
          <Tab key={name} id={name} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ name, content }) => (
        <TabPanel key={name} id={name} className="tab-panel">
          {content()}
        </TabPanel>
      ))}
    </Tabs>
  )
}
