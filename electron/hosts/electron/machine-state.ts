import { net, powerMonitor } from 'electron'
import type { MachineState } from './messages.ts'

/** Nothing tells when the network comes or goes, so it is looked at. */
const lookMilliseconds = 15_000

/** Tells battery, network and sleep at once and whenever one of them changes; `again` for a new listener. */
export function watchMachine(tell: (state: MachineState) => void): { again(): void; stop(): void } {
  let isAsleep = false
  let last = ''
  const look = (): void => {
    const state = { isOnBattery: powerMonitor.isOnBatteryPower(), isOnline: net.isOnline(), isAsleep }
    const now = JSON.stringify(state)
    if (now !== last) tell(state)
    last = now
  }
  const sleeps = (): void => {
    isAsleep = true
    look()
  }
  const wakes = (): void => {
    isAsleep = false
    look()
  }
  powerMonitor.on('suspend', sleeps)
  powerMonitor.on('resume', wakes)
  powerMonitor.on('on-ac', look)
  powerMonitor.on('on-battery', look)
  const timer = setInterval(look, lookMilliseconds)
  look()
  return {
    again() {
      last = ''
      look()
    },
    stop: () => clearInterval(timer)
  }
}
