import { useMemo } from 'react'
import { LineageDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { lineageOf, type LineageNode, type LineageView } from './lineage-steps.ts'

/** What a view is computed from, as a picture. */
export function Lineage({ view }: { readonly view: string }) {
  const query = useServer(LineageDocument, {})
  return (
    <section>
      <h2>Lineage</h2>
      <Answered query={query} what="Reading the views">
        {({ catalog }) => <LineagePicture views={catalog.views} view={view} />}
      </Answered>
    </section>
  )
}

const width = 230
const rowHeight = 30
const boxWidth = 184
const boxHeight = 24
const top = 34

interface LineagePictureProps {
  readonly views: readonly LineageView[]
  readonly view: string
}

function LineagePicture({ views, view }: LineagePictureProps) {
  const { columns, edges } = useMemo(() => lineageOf(views, view), [views, view])
  const tallest = Math.max(...columns.map(({ length }) => length))
  return (
    <div className="table-frame lineage" tabIndex={0} role="region" aria-label={`Lineage of ${view}`}>
      <svg
        width={columns.length * width}
        height={top + tallest * rowHeight + 8}
        role="img"
        aria-label={`${view} is computed from ${String(columns.flat().length - 1)} relations.`}
      >
        {edges.map(({ from, to }) => (
          <path key={`${from.name} ${to.name}`} className="lineage-edge" d={curve(from, to)} />
        ))}
        {columns.map((nodes, column) => (
          <g key={nodes[0]?.name}>
            <text className="lineage-layer" x={column * width + 8} y={18}>
              {nodes[0]?.name.split('.', 1)[0]}
            </text>
            {nodes.map((node) => (
              <g key={node.name}>
                <rect
                  className={node.name === view ? 'lineage-box own' : 'lineage-box'}
                  x={column * width + 8}
                  y={top + node.row * rowHeight}
                  width={boxWidth}
                  height={boxHeight}
                  rx={5}
                />
                <text className="lineage-name" x={column * width + 16} y={top + node.row * rowHeight + 16}>
                  {shortName(node.name)}
                  <title>{node.name}</title>
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** The longest name that fits into a box. */
const maxLetters = 26

function shortName(name: string): string {
  const relation = name.slice(name.indexOf('.') + 1)
  return relation.length > maxLetters ? `${relation.slice(0, maxLetters - 1)}…` : relation
}

function curve(from: LineageNode, to: LineageNode): string {
  const start = [from.column * width + 8 + boxWidth, top + from.row * rowHeight + boxHeight / 2] as const
  const end = [to.column * width + 8, top + to.row * rowHeight + boxHeight / 2] as const
  const middle = (start[0] + end[0]) / 2
  return `M${String(start[0])},${String(start[1])} C${String(middle)},${String(start[1])} ${String(middle)},${String(end[1])} ${String(end[0])},${String(end[1])}`
}
