import { useEffect } from 'react'

interface TitleProps {
  readonly text: string
  /** Whether the page has no room for it: it is then only read aloud. */
  readonly isHidden?: boolean
}

/** The heading of a place. The tab of the browser, and bookmarks, have it too. */
export function Title({ text, isHidden = false }: TitleProps) {
  useEffect(() => {
    document.title = `${text} · Plumbline`
  }, [text])
  return <h1 className={isHidden ? 'hidden-visually' : undefined}>{text}</h1>
}
