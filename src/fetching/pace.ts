import { rateLimited } from './failures.ts'
import type { Outside } from './promises.ts'

/** Hosts remembered before those at rest are let go. */
const REMEMBERED = 1000
/** No server can bar itself for longer than this. */
const LONGEST_HOLD = 24 * 60 * 60 * 1000

interface Host {
  /** A request runs, or waits for its time. */
  busy: boolean
  /** No request before this instant, by our own pace. */
  next: number
  /** No request before this instant, because the host asked so or failed. */
  held: number
  readonly queue: Waiting[]
}

interface Waiting {
  go(): void
}

export interface Pace {
  /**
   * Waits until it is this host's turn, and a place among the hosts asked at once is free. Calling the answer gives the
   * turn back. `gap` is the time until the next request to the host may start. Throws `rate-limited` at once when the host
   * asked for a longer wait than is waited for, and the signal's reason when it is aborted.
   */
  turn(host: string, gap: number, signal: AbortSignal): Promise<() => void>
  /** No request to the host for so long. */
  hold(host: string, milliseconds: number): void
}

/** One request at a time to each host, `gap` apart from start to start; at most `places` hosts at once. */
export function openPace(places: number, longestWait: number, outside: Pick<Outside, 'now' | 'wait'>): Pace {
  const hosts = new Map<string, Host>()
  const slots = { free: places, queue: [] as Waiting[] }

  function hostOf(name: string): Host {
    const known = hosts.get(name)
    if (known) return known
    if (hosts.size >= REMEMBERED) {
      const now = outside.now()
      for (const [key, host] of hosts) if (!host.busy && host.next <= now && host.held <= now) hosts.delete(key)
    }
    const host: Host = { busy: false, next: 0, held: 0, queue: [] }
    hosts.set(name, host)
    return host
  }

  /** Stands in line until called, or until the signal is aborted. */
  const inLine = (queue: Waiting[], signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go() {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1)
        reject(signal.reason)
      }
      queue.push(waiting)
      signal.addEventListener('abort', leave, { once: true })
    })

  function passOn(host: Host) {
    const next = host.queue.shift()
    if (next) next.go()
    else host.busy = false
  }

  function giveSlot() {
    const next = slots.queue.shift()
    if (next) next.go()
    else slots.free++
  }

  return {
    async turn(name, gap, signal) {
      signal.throwIfAborted()
      const host = hostOf(name)
      if (host.busy) await inLine(host.queue, signal)
      else host.busy = true
      try {
        const now = outside.now()
        if (host.held - now > longestWait) throw rateLimited(name, host.held - now)
        const wait = Math.max(host.held, host.next) - now
        if (wait > 0) await outside.wait(wait, signal)
        signal.throwIfAborted()
        if (slots.free > 0) slots.free--
        else await inLine(slots.queue, signal)
      } catch (error) {
        passOn(host)
        throw error
      }
      host.next = Math.max(host.next, outside.now() + gap)
      return () => {
        giveSlot()
        passOn(host)
      }
    },
    hold(name, milliseconds) {
      const host = hostOf(name)
      host.held = Math.max(host.held, outside.now() + Math.min(milliseconds, LONGEST_HOLD))
    },
  }
}
