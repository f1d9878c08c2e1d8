import { readFile } from 'node:fs/promises'
import { DockerfileParser } from 'dockerfile-ast'
import { parse as parseIni } from 'ini'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { commands } from '../../src/cli/commands.ts'
import { readConfig, settingNames } from '../../src/config.ts'
import { packageVersion } from '../../src/version.ts'

const folder = 'docs/deployment'
const defaults = readConfig({})
/** Paths of probes, which `src/http/operation/health.ts` serves. */
const probePaths = [
  ...(await readFile('src/http/operation/health.ts', 'utf8')).matchAll(/get\('(\/\w+)'/g),
].map(([, path]) => path)

/** What is wrong with the words after `plumbline`. */
function wrongWords([name = '', ...rest]: readonly string[]): readonly string[] {
  const terminal = {
    out: () => 0,
    err: () => 0,
    send: () => Promise.resolve(),
    interactive: false,
    setExitCode: () => 0,
  }
  const command = commands.map((create) => create(terminal)).find((one) => one.name() === name)
  if (command === undefined) return [name]
  const known = [command, ...command.commands].flatMap((one) => one.options.flatMap(({ long }) => long ?? []))
  return rest.filter((word) => word.startsWith('--') && !known.includes(word))
}

describe('the recipe of the container', async () => {
  const recipe = DockerfileParser.parse(await readFile(`${folder}/Containerfile`, 'utf8'))
  const instructions = recipe.getInstructions().map((one) => ({
    keyword: one.getKeyword(),
    words: one.getArguments().map((argument) => argument.getValue()),
    text: one.getRawArgumentsContent() ?? '',
  }))
  const of = (keyword: string) => instructions.filter((one) => one.keyword === keyword)
  const settings = new Map(
    recipe
      .getENVs()
      .flatMap((one) => one.getProperties().map((each) => [each.getName(), each.getValue()] as const)),
  )

  test('installs this version of the package, without packages of development, and nothing of a checkout', () => {
    expect(of('ARG').map(({ text }) => text)).toEqual([`PACKAGE=plumbline@${packageVersion()}`])
    expect(of('RUN')[0]?.text).toContain('npm install --omit=dev')
    expect([...of('COPY'), ...of('ADD')]).toEqual([])
  })

  test('runs on a Node that the package accepts, not as root', () => {
    expect(of('FROM').map(({ text }) => text)).toEqual(['node:22-slim'])
    expect(of('USER').map(({ text }) => text)).toEqual(['node'])
  })

  test('names only settings that exist, and one port', () => {
    expect(
      [...settings.keys()].filter((name) => name !== 'NODE_ENV' && !settingNames.includes(name)),
    ).toEqual([])
    expect(settings.get('PORT')).toBe(String(defaults.port))
    expect(of('EXPOSE').map(({ text }) => text)).toEqual([String(defaults.port)])
    expect(
      readConfig(Object.fromEntries([...settings].map(([name, value]) => [name, value ?? '']))).port,
    ).toBe(defaults.port)
  })

  test('keeps the embedded database in its volume', () => {
    const [volume = ''] = of('VOLUME').map(({ text }) => text)
    expect(settings.get('DATABASE_URL')?.startsWith(`${volume}/`)).toBe(true)
    expect(of('RUN')[0]?.text).toContain(`--owner=node --group=node ${volume}`)
  })

  test('asks for its health at a path and port that the server has', () => {
    const [, port, path] = /127\.0\.0\.1:(\d+)(\/\w+)/.exec(of('HEALTHCHECK')[0]?.text ?? '') ?? []
    expect(port).toBe(String(defaults.port))
    expect(probePaths).toContain(path)
  })

  test('shows and starts commands that exist', async () => {
    const text = await readFile(`${folder}/Containerfile`, 'utf8')
    const shown = [...text.matchAll(/podman run .*plumbline:([\d.]+)(?: (.+))?$/gm)]
    expect(shown.map(([, version]) => version)).toEqual([1, 2, 3].map(() => packageVersion()))
    for (const [, , words] of shown.slice(0, 2)) expect(wrongWords(words?.split(' ') ?? [])).toEqual([])
    expect(of('ENTRYPOINT')[0]?.text).toBe('["/opt/plumbline/node_modules/.bin/plumbline"]')
    expect(wrongWords(JSON.parse(of('CMD').at(-1)?.text ?? '[]') as string[])).toEqual([])
  })
})

test.each(['plumbline.service', 'plumbline-refresh.service'])(
  '%s starts a command that exists',
  async (name) => {
    const unit = parseIni(await readFile(`${folder}/${name}`, 'utf8')) as { Service: Record<string, string> }
    const [program = '', ...words] = (unit.Service['ExecStart'] ?? '').split(' ')
    expect(program).toBe('/opt/plumbline/node_modules/.bin/plumbline')
    expect(wrongWords(words)).toEqual([])
  },
)

test('a stopped service has the time that running requests have', async () => {
  const unit = parseIni(await readFile(`${folder}/plumbline.service`, 'utf8')) as {
    Service: Record<string, string>
  }
  expect(Number(unit.Service['TimeoutStopSec'])).toBeGreaterThan(
    defaults.drainDelaySeconds + defaults.drainTimeoutSeconds,
  )
})

interface Probe {
  readonly periodSeconds: number
  readonly httpGet: { readonly path: string; readonly port: string }
}
interface Container {
  readonly args: readonly string[]
  readonly image: string
  readonly env?: readonly { readonly name: string; readonly value: string }[]
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly startupProbe?: Probe
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly securityContext: Readonly<Record<string, unknown>>
}
interface Pod {
  readonly spec: {
    readonly containers: readonly [Container]
    readonly terminationGracePeriodSeconds?: number
    readonly securityContext: { readonly runAsNonRoot: boolean }
  }
}

describe('the manifests of Kubernetes', async () => {
  const documents = parseAllDocuments(await readFile(`${folder}/kubernetes.yaml`, 'utf8'))
  const objects = documents.map((one) => one.toJS() as { kind: string; spec: never; stringData: object })
  const of = (kind: string) => objects.find((one) => one.kind === kind)
  const server = (of('Deployment')?.spec as unknown as { template: Pod }).template
  const job = (of('CronJob')?.spec as unknown as { jobTemplate: { spec: { template: Pod } } }).jobTemplate
    .spec.template
  const [container] = server.spec.containers

  test('are valid YAML, with what runs and what refreshes', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([])
    expect(objects.map(({ kind }) => kind)).toEqual(['Secret', 'Deployment', 'Service', 'CronJob'])
  })

  test('start commands that exist, of this version, as a user without rights', () => {
    for (const { spec } of [server, job]) {
      expect(wrongWords(spec.containers[0].args)).toEqual([])
      expect(spec.containers[0].image).toBe(`plumbline:${packageVersion()}`)
      expect(spec.securityContext.runAsNonRoot).toBe(true)
      expect(spec.containers[0].securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      })
    }
    expect(job.spec.containers[0].args).toEqual(['refresh'])
  })

  test('set only settings that exist, to valid values; the address of the database is in the secret', () => {
    const { env = [], envFrom } = container
    const names = [...Object.keys(of('Secret')?.stringData ?? {}), ...env.map(({ name }) => name)]
    expect(names.filter((name) => !settingNames.includes(name))).toEqual([])
    expect(readConfig(Object.fromEntries(env.map(({ name, value }) => [name, value]))).port).toBe(
      defaults.port,
    )
    expect(Object.keys(of('Secret')?.stringData ?? {})).toEqual(['DATABASE_URL'])
    expect(envFrom).toEqual([{ secretRef: { name: 'plumbline' } }])
  })

  test('ask the paths of the server, and give running requests their time', () => {
    const { startupProbe, livenessProbe, readinessProbe, ports, env = [] } = container
    const probes = [startupProbe, livenessProbe, readinessProbe].map((one) => one?.httpGet)
    expect(probes.map((one) => one?.path)).toEqual(['/health', '/health', '/ready'])
    for (const probe of probes) expect(probePaths).toContain(probe?.path)
    expect(probes.map((one) => one?.port)).toEqual(['http', 'http', 'http'])
    expect(ports).toEqual([{ name: 'http', containerPort: defaults.port }])
    const { drainDelaySeconds, drainTimeoutSeconds } = readConfig(
      Object.fromEntries(env.map(({ name, value }) => [name, value])),
    )
    expect(drainDelaySeconds).toBeGreaterThan(readinessProbe?.periodSeconds ?? Infinity)
    expect(server.spec.terminationGracePeriodSeconds).toBeGreaterThan(drainDelaySeconds + drainTimeoutSeconds)
  })
})
