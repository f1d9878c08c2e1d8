import { createContext, useContext } from 'react'
import type { Theme } from '../../parts/theme.ts'

/** The colors of a chart: a canvas does not read those of the page. */
export interface ChartColors {
  readonly text: string
  readonly faint: string
  readonly line: string
  readonly surface: string
  readonly series: readonly string[]
  readonly gain: string
  readonly loss: string
}

const colors: Readonly<Record<Theme, ChartColors>> = {
  light: {
    text: '#1d2733',
    faint: '#5a6675',
    line: '#dfe4ea',
    surface: '#ffffff',
    series: ['#1b62c9', '#d95f02', '#0b8f6c', '#a0297f', '#6f5fc4', '#b58900', '#4a7a8c', '#c0392b'],
    gain: '#0b8f6c',
    loss: '#c0392b',
  },
  dark: {
    text: '#e8edf3',
    faint: '#a5b1bf',
    line: '#33404e',
    surface: '#18212b',
    series: ['#6aa5f5', '#ff9f5a', '#4fd1a9', '#e884c9', '#b0a4f5', '#e6c34d', '#8fc1d4', '#ff8a7a'],
    gain: '#4fd1a9',
    loss: '#ff8a7a',
  },
}

export const ThemeContext = createContext<Theme>('light')

export function useChartColors(): ChartColors {
  return colors[useContext(ThemeContext)]
}

/** The color of a series: motions keep theirs on every chart. */
export function colorOf({ series }: ChartColors, name: string, index: number): string {
  const motions = ['PLG', 'SLG', 'PLS']
  const place = motions.includes(name) ? motions.indexOf(name) : index
  return series[place % series.length] ?? '#888888'
}
