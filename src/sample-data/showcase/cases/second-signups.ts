import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** People who sign up twice with one address, with and without a deletion in between. */
export function* scriptSecondSignups(stage: Stage): Generator<Script> {
  for (const _ of stage.times(2)) {
    yield stage.play('twice', { employees: 25, segment: 'icp_2', story: null, bornAgo: 300 }, (script) => {
      const { workspace } = script.team(1, 300)
      script.work(0, workspace, daysAgo(299, 4, 20))
      again(script, workspace, null)
      again(script, workspace, script.at(200))
    })
  }
}

function again(script: Script, workspace: number, deletedAt: number | null): void {
  const first = script.signUp(280, { deletedAt })
  const person = script.people[first]
  // some type their address in capitals the second time
  const email = deletedAt === null ? person?.email : person?.email.toUpperCase()
  const second = script.signUp(120, email === undefined ? {} : { email })
  script.join(first, workspace)
  script.join(second, workspace)
  script.work(first, workspace, daysAgo(278, 215, 21))
  script.work(second, workspace, daysAgo(118, 3, 21))
  const userIds = [first, second].map((number) => script.people[number]?.id ?? '')
  const name = deletedAt === null ? 'signed_up_again' : 'signed_up_again_after_deletion'
  script.shows(name, { people: 1, signupsCounted: 1, signedUpDaysBefore: 280 }, { userIds })
}
