import { useMemo, type ReactNode } from 'react'
import { boxSize, lineagePicture } from '../../catalog/lineage/lineage-picture.ts'
import type { LineageView } from '../../catalog/lineage/lineage-of.ts'
import { LineageDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'

/** What a view is computed from, as a picture. */
export function Lineage({ view }: { readonly view: string }) {
  const query = useServer(LineageDocument, {})
  return (
    <section>
      <h2>Lineage</h2>
      <Answered query={query} what="Reading the views">
        {({ catalog }) => <Picture views={catalog.views} view={view} />}
      </Answered>
    </section>
  )
}

interface PictureProps {
  readonly views: readonly LineageView[]
  readonly view: string
}

function Picture({ views, view }: PictureProps) {
  const { width, height, label, layers, boxes, lines } = useMemo(
    () => lineagePicture(views, view),
    [views, view],
  )
  return (
    <div
      ref={showEnd}
      className="table-frame lineage"
      tabIndex={0}
      role="region"
      aria-label={`Lineage of ${view}`}
    >
      <svg width={width} height={height} role="group" aria-label={label}>
        {lines.map((line) => (
          <path key={line} className="lineage-edge" d={line} />
        ))}
        {layers.map(({ text, x, y }) => (
          <text key={text} className="lineage-layer" x={x} y={y}>
            {text}
          </text>
        ))}
        {boxes.map(({ name, isOwn, x, y, label: { text, ...place } }) => (
          <Linked key={name} name={name} isOwn={isOwn}>
            <rect className={isOwn ? 'lineage-box own' : 'lineage-box'} x={x} y={y} {...boxSize} rx={5} />
            <text className="lineage-name" {...place}>
              {text}
              <title>{name}</title>
            </text>
          </Linked>
        ))}
      </svg>
    </div>
  )
}

/** The view itself is at the right end: on a narrow screen it is seen first. */
function showEnd(frame: HTMLDivElement | null): void {
  if (frame !== null) frame.scrollLeft = frame.scrollWidth
}

interface LinkedProps {
  readonly name: string
  readonly isOwn: boolean
  readonly children: ReactNode
}

/** A box leads to the page of its view; source tables have none. */
function Linked({ name, isOwn, children }: LinkedProps) {
  return isOwn || name.startsWith('source.') ? (
    <g>{children}</g>
  ) : (
    <a href={`#/catalogue/views/${name}`}>{children}</a>
  )
}
