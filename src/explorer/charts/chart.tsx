import { useEffect, useRef } from 'react'
import { init, type ChartOption } from './options/echarts.ts'

interface ChartProps {
  readonly option: ChartOption
  /** What the chart shows, in a sentence: the table below it has the numbers. */
  readonly label: string
  readonly height?: number
}

/** A chart that fills its place. It has a table next to it, which readers of screens read instead. */
export function Chart({ option, label, height = 320 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return
    const chart = init(place.current, null, { renderer: 'canvas' })
    chart.setOption(option)
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={label} />
}
