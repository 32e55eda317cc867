import { describe, expect, it } from 'vitest'
import { openPace } from '../../src/fetching/pace.ts'
import { failureOf } from './world.ts'

/** A clock that is moved by hand: waits end when their time has come. */
function handClock() {
  let now = 0
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    wait: (milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleepers.push({ at: now + milliseconds, wake: resolve })
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
    async move(milliseconds: number) {
      now += milliseconds
      for (const sleeper of sleepers.splice(0)) {
        if (sleeper.at <= now) sleeper.wake()
        else sleepers.push(sleeper)
      }
      await settle()
    },
  }
}

const settle = () => new Promise(resolve => setImmediate(resolve))
const never = new AbortController().signal

/** Runs a request that ends when told to; `log` shows what has begun. */
function runner(pace: ReturnType<typeof openPace>, log: string[]) {
  const ends = new Map<string, () => void>()
  return {
    start: (name: string, host: string, gap = 0, signal = never) =>
      pace.turn(host, gap, signal).then(giveBack => {
        log.push(name)
        ends.set(name, giveBack)
      }),
    async end(name: string) {
      ends.get(name)!()
      await settle()
    },
  }
}

describe('pace', () => {
  it('asks a host for one thing at a time, in the order of asking', async () => {
    const log: string[] = []
    const run = runner(openPace(9, 60_000, handClock()), log)
    for (const name of ['a1', 'a2', 'a3']) void run.start(name, 'a')
    void run.start('b1', 'b')
    await settle()
    expect(log).toEqual(['a1', 'b1'])
    await run.end('a1')
    expect(log).toEqual(['a1', 'b1', 'a2'])
    await run.end('a2')
    expect(log).toEqual(['a1', 'b1', 'a2', 'a3'])
  })

  it('lets the gap pass between starts, however long a request takes', async () => {
    const clock = handClock()
    const log: string[] = []
    const run = runner(openPace(9, 60_000, clock), log)
    for (const name of ['a1', 'a2', 'a3']) void run.start(name, 'a', 1000)
    await settle()
    await run.end('a1')
    await clock.move(999)
    expect(log).toEqual(['a1'])
    await clock.move(1)
    expect(log).toEqual(['a1', 'a2'])
    await clock.move(5000)
    expect(log).toEqual(['a1', 'a2'])
    await run.end('a2')
    expect(log).toEqual(['a1', 'a2', 'a3'])
  })

  it('asks so many hosts at once and no more; one that waits takes no place', async () => {
    const clock = handClock()
    const log: string[] = []
    const pace = openPace(2, 60_000, clock)
    const run = runner(pace, log)
    pace.hold('slow', 10_000)
    for (const host of ['slow', 'a', 'b', 'c', 'd']) void run.start(host, host)
    await settle()
    expect(log).toEqual(['a', 'b'])
    await run.end('b')
    expect(log).toEqual(['a', 'b', 'c'])
    await clock.move(10_000)
    await run.end('a')
    await run.end('c')
    expect(log).toEqual(['a', 'b', 'c', 'd', 'slow'])
  })

  it('gives the places of those who leave to others', async () => {
    const clock = handClock()
    const log: string[] = []
    const run = runner(openPace(1, 60_000, clock), log)
    const stop = new AbortController()
    void run.start('a1', 'a', 500)
    await settle()
    const left = [
      failureOf(run.start('a2', 'a', 0, stop.signal)), // in line for its host
      failureOf(run.start('b1', 'b', 0, stop.signal)), // in line for a place
    ]
    void run.start('b2', 'b')
    void run.start('a3', 'a')
    await settle()
    stop.abort(new Error('left'))
    expect((await Promise.all(left)).map(failure => failure.message)).toEqual(['left', 'left'])
    await run.end('a1')
    expect(log).toEqual(['a1', 'b2'])
    const sleeping = new AbortController()
    const gone = failureOf(run.start('a4', 'a', 0, sleeping.signal)) // behind a3, which waits for the gap
    await clock.move(500)
    await run.end('b2')
    expect(log).toEqual(['a1', 'b2', 'a3'])
    sleeping.abort(new Error('left'))
    expect((await gone).message).toBe('left')
    await run.end('a3')
    void run.start('a5', 'a')
    await settle()
    expect(log).toEqual(['a1', 'b2', 'a3', 'a5'])
  })

  it('says at once when a host is to be left alone for longer than is waited for', async () => {
    const clock = handClock()
    const log: string[] = []
    const pace = openPace(1, 60_000, clock)
    const run = runner(pace, log)
    pace.hold('a', 60_001)
    expect((await failureOf(run.start('a1', 'a'))).code).toBe('rate-limited')
    pace.hold('a', 5)
    expect((await failureOf(run.start('a2', 'a'))).code).toBe('rate-limited')
    void run.start('b1', 'b')
    await clock.move(60_001)
    expect(log).toEqual(['b1'])
    await run.end('b1')
    void run.start('a3', 'a')
    await settle()
    expect(log).toEqual(['b1', 'a3'])
  })

  it('lets no host bar itself for more than a day', async () => {
    const clock = handClock()
    const pace = openPace(1, 60_000, clock)
    pace.hold('a', 1e15)
    expect((await failureOf(pace.turn('a', 0, never))).message).toContain('86400 s')
    await clock.move(24 * 60 * 60 * 1000)
    expect(await pace.turn('a', 0, never)).toBeTypeOf('function')
  })
})
