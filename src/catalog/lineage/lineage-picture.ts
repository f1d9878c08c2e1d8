import { lineageOf, type LineageGraph, type LineageNode, type LineageView } from './lineage-of.ts'

/** Where the parts of a picture of lineage are, in pixels: the explorer and the site of documents draw the same one. */
export interface LineagePicture {
  readonly width: number
  readonly height: number
  /** What it shows, in a sentence. */
  readonly label: string
  readonly layers: readonly LineageText[]
  readonly boxes: readonly LineageBox[]
  /** The paths of the lines between boxes, as SVG writes them. */
  readonly lines: readonly string[]
}

/** A text, and where its baseline begins. */
export interface LineageText {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** A view or a source table. */
export interface LineageBox {
  /** With its layer: `facts.events`. */
  readonly name: string
  /** Whether the picture is about it. */
  readonly isOwn: boolean
  readonly x: number
  readonly y: number
  readonly label: LineageText
}

const columnWidth = 230
const rowHeight = 30
const top = 34
const left = 8

/** The size of a box, in pixels. */
export const boxSize = { width: 184, height: 24 } as const

/** How far a line within a column leads around the boxes. */
const bulge = 34

/** The longest name that fits into a box. */
const maxLetters = 24

/** What a view is computed from, from source tables on the left to the view on the right. */
export function lineagePicture(views: readonly LineageView[], view: string): LineagePicture {
  const graph = lineageOf(views, [view])
  return drawn(graph, view, `${view} is computed from ${String(graph.columns.flat().length - 1)} relations.`)
}

/** What all views of a layer are computed from. */
export function layerPicture(views: readonly LineageView[], layer: string): LineagePicture {
  const names = views.flatMap(({ name }) => (name.startsWith(`${layer}.`) ? [name] : []))
  return drawn(
    lineageOf(views, names),
    null,
    `How the ${String(names.length)} views of ${layer} are computed.`,
  )
}

function drawn({ columns, edges }: LineageGraph, own: string | null, label: string): LineagePicture {
  const tallest = Math.max(...columns.map(({ length }) => length))
  return {
    width: columns.length * columnWidth,
    height: top + tallest * rowHeight + left,
    label,
    layers: columns.map(([first], column) => ({
      text: first?.name.split('.', 1)[0] ?? '',
      x: column * columnWidth + left,
      y: 18,
    })),
    boxes: columns.flat().map((node) => boxOf(node, own)),
    lines: edges.map(({ from, to }) => lineOf(from, to)),
  }
}

function boxOf(node: LineageNode, own: string | null): LineageBox {
  const { x, y } = cornerOf(node)
  return {
    name: node.name,
    isOwn: node.name === own,
    x,
    y,
    label: { text: shortName(node.name), x: x + 8, y: y + 16 },
  }
}

function cornerOf({ column, row }: LineageNode) {
  return { x: column * columnWidth + left, y: top + row * rowHeight }
}

function shortName(name: string): string {
  const relation = name.slice(name.indexOf('.') + 1)
  return relation.length > maxLetters ? `${relation.slice(0, maxLetters - 1)}…` : relation
}

/** A curve from the right side of one box to the left side of another; within a column, around its right side. */
function lineOf(from: LineageNode, to: LineageNode): string {
  const [start, end] = [cornerOf(from), cornerOf(to)]
  const right = start.x + boxSize.width
  const isWithin = from.column === to.column
  const endX = isWithin ? right : end.x
  const middle = isWithin ? right + bulge : (right + endX) / 2
  const [startY, endY] = [start.y + boxSize.height / 2, end.y + boxSize.height / 2]
  return `M${String(right)},${String(startY)} C${String(middle)},${String(startY)} ${String(middle)},${String(endY)} ${String(endX)},${String(endY)}`
}
