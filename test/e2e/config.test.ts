import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { PlumblineError } from '../../src/errors.ts'

test('without settings the server listens on this machine only', () => {
  expect(readConfig({})).toMatchObject({
    database: '.plumbline',
    host: '127.0.0.1',
    port: 4000,
    logLevel: 'info',
  })
})

test('an empty setting counts as unset', () => {
  expect(readConfig({ PORT: '', HOST: '' })).toEqual(readConfig({}))
})

test('all invalid settings are reported together', () => {
  const read = () => readConfig({ PORT: 'http', LOG_LEVEL: 'loud', STATEMENT_TIMEOUT_MS: '-1' })
  expect(read).toThrow(PlumblineError)
  try {
    read()
  } catch (error) {
    const { code, details } = error as PlumblineError
    expect(code).toBe('BAD_CONFIGURATION')
    expect(details.problems?.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'STATEMENT_TIMEOUT_MS',
    ])
  }
})

test('settings are frozen', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true)
})

test.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, false],
  [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, false],
])('with %j, traces are written: %s', (environment, isTraced) => {
  expect(readConfig(environment)).toMatchObject({ isTraced })
})
