#!/usr/bin/env node
import { frontDesk } from './desk.ts'
import { processWorld } from './world.ts'

// The code is set rather than the process ended: what is still on its way to a pipe arrives.
process.exitCode = await frontDesk(process.argv.slice(2), processWorld())
