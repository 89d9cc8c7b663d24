import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childrenOf } from '../child.ts'
import { type CpuClock, cpuOf } from '../measure.ts'
import { type Place, dataOf } from './place.ts'

/** Seconds of CPU of this process and of the product's database, which is another process's child. */
export function productCpu(place: Place): CpuClock {
  const server = Number(readFileSync(join(dataOf(place), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  return () => cpuOf('self') + [server, ...childrenOf(server)].reduce((sum, pid) => sum + cpuOf(pid), 0)
}
