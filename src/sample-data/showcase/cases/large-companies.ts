import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** The teams are independent, so each is linked to the company by another rule. */
const LINKS = ['explicit', 'verified_domain', 'owner_domain'] as const
const SIZES = [240, 2_600, 20_000] as const

/**
 * Companies of 200 to 20,000 employees with many teams: some on a plateau, some growing, one with 250
 * teams.
 */
export function* scriptLargeCompanies(stage: Stage): Generator<Script> {
  for (const i of stage.times(3)) {
    const employees = SIZES[i % SIZES.length] ?? 240
    yield stage.play('plateau', { employees, segment: 'icp_1', story: 'PLG', bornAgo: 345 }, (script) => {
      const seats = openTeams(script, [344, 338, 330, 322, 315, 310])
      const facts = { employees, seatsHalfAYearAgo: seats, seatsAQuarterAgo: seats, seatsNow: seats }
      script.shows('seats_on_a_plateau', facts, { workspaceIds: script.workspaces.map(({ id }) => id) })
    })
    yield stage.play(
      'growing',
      { employees: employees + 150, segment: 'icp_1', story: 'PLG', bornAgo: 345 },
      (script) => {
        openTeams(script, [344, 335, 320, 150, 140, 60, 52, 45])
        const facts = { employees: employees + 150, seatsHalfAYearAgo: 6, seatsAQuarterAgo: 10, seatsNow: 16 }
        script.shows('seats_growing', facts, { workspaceIds: script.workspaces.map(({ id }) => id) })
        const headroom = {
          penetration: Number((16 / (employees + 150)).toFixed(4)),
          seatsAQuarterAgo: 10,
          seatsNow: 16,
        }
        script.shows('expansion_qualified', headroom)
      },
    )
  }
  const teams = stage.isWhole ? 250 : 12
  yield stage.play(
    'many_teams',
    { employees: 12_000, segment: 'icp_1', story: 'PLG', bornAgo: 348 },
    (script) => {
      for (let team = 0; team < teams; team++) {
        const ago = Math.round(348 - (330 * team) / teams)
        const { workspace, members } = script.team(1, ago, LINKS[team % LINKS.length])
        const [only = 0] = members
        script.work(only, workspace, team % 3 === 0 ? [ago, ago - 6, 5] : [ago, ago - 6], 1)
      }
      const customer = script.money.payer(200, 0, 0)
      script.money.subscribe(customer, [{ ago: 200, plan: 'business', seats: 3 }])
      script.shows('many_workspaces', { employees: 12_000, workspaces: teams })
    },
  )
}

/**
 * Teams of two that join one after the other and stay; the first one pays. Returns the number of people.
 */
function openTeams(script: Script, days: readonly number[]): number {
  for (const ago of days) {
    const { workspace, members } = script.team(2, ago)
    for (const member of members) script.work(member, workspace, daysAgo(ago - 1, 2, 19), 1)
  }
  const customer = script.money.payer(300, 0, 0)
  script.money.subscribe(customer, [{ ago: 300, plan: 'business', seats: 4 }])
  return 2 * days.length
}
