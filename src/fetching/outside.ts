import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outside } from './promises.ts'

/** The machine's clock, resolver and interfaces. */
export const systemOutside: Outside = {
  now: () => Date.now(),
  wait: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal }).catch(error => {
      signal.throwIfAborted()
      throw error
    })
  },
  lookup: async host => (await lookup(host, { all: true, verbatim: true })).map(answer => answer.address),
  ownAddresses: () => Object.values(networkInterfaces()).flatMap(list => (list ?? []).map(face => face.address)),
  random: Math.random,
}
