import { useEffect, useRef } from 'react'
import { init, type ChartOption } from './options/echarts.ts'

interface ChartProps {
  readonly option: ChartOption
  /** What is drawn instead in a narrow place. */
  readonly narrow?: ChartOption | undefined
  /** What the chart shows, in a sentence: the table below it has the numbers. */
  readonly label: string
  readonly height?: number
}

/** The width in pixels below which a place is narrow. */
const narrowBelow = 560

/** A chart that fills its place. It has a table next to it, which readers of screens read instead. */
export function Chart({ option, narrow = option, label, height = 320 }: ChartProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = ref.current
    if (place === null) return
    const chart = init(place, null, { renderer: 'canvas' })
    let drawn: ChartOption | null = null
    const draw = () => {
      const fitting = place.clientWidth < narrowBelow ? narrow : option
      if (fitting !== drawn) chart.setOption(fitting, true)
      drawn = fitting
      chart.resize()
    }
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(place)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option, narrow])
  return <div ref={ref} className="chart" style={{ height }} role="img" aria-label={label} />
}
