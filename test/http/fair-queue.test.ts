import { expect, test } from 'vitest'
import { createFairQueue } from '../../src/http/lanes/fair-queue.ts'

const limits = { slots: 2, slotsOfCaller: 1, waiting: 4, waitingOfCaller: 3, maxWaitMs: 60_000 }
const here = new AbortController().signal

test('callers get slots in turn, however many tasks one of them has', async () => {
  const queue = createFairQueue({ ...limits, slots: 1, waiting: 10 })
  const order: string[] = []
  const first = await queue.enter('greedy', here)
  const run = async (caller: string) => {
    const leave = await queue.enter(caller, here)
    order.push(caller)
    leave()
  }
  const tasks = ['greedy', 'greedy', 'greedy', 'modest', 'other'].map(run)
  expect([queue.running(), queue.waiting()]).toEqual([1, 5])
  first()
  await Promise.all(tasks)
  expect(order).toEqual(['greedy', 'modest', 'other', 'greedy', 'greedy'])
  expect([queue.running(), queue.waiting()]).toEqual([0, 0])
})

test('one caller does not get all slots', async () => {
  const queue = createFairQueue(limits)
  const first = await queue.enter('greedy', here)
  const second = queue.enter('greedy', here)
  const other = await queue.enter('modest', here)
  expect([queue.running(), queue.waiting()]).toEqual([2, 1])
  other()
  expect(queue.running()).toBe(1)
  first()
  ;(await second)()
  expect(queue.running()).toBe(0)
})

test('a full queue rejects the next task, of one caller or of all', async () => {
  const queue = createFairQueue(limits)
  const waiting = ['a', 'a', 'a', 'a', 'b', 'b'].map((caller) => queue.enter(caller, here))
  await expect(queue.enter('a', here)).rejects.toMatchObject({ code: 'OVERLOADED' })
  await expect(queue.enter('c', here)).rejects.toMatchObject({ code: 'OVERLOADED' })
  for (const task of waiting) void task.then((leave) => leave())
  await Promise.all(waiting)
  await expect.poll(() => [queue.running(), queue.waiting()]).toEqual([0, 0])
})

test('a task leaves the queue when its caller has gone, or after the longest wait', async () => {
  const queue = createFairQueue({ ...limits, slots: 1, maxWaitMs: 50 })
  const leave = await queue.enter('a', here)
  const gone = new AbortController()
  const left = queue.enter('b', gone.signal)
  const late = queue.enter('c', here)
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED' })
  leave()
  expect([queue.running(), queue.waiting()]).toEqual([0, 0])
})
