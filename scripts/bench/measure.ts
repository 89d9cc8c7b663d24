import { readFileSync } from 'node:fs'

/** What one step of the bench took. Memory is the peak of its process and of the processes it started, without PostgreSQL's. */
export interface Measured {
  readonly seconds: number
  /** Of the process and of those it waited for. */
  readonly cpuSeconds: number
  /** What the rest of the machine used meanwhile: the more, the less the seconds say. */
  readonly othersCpuSeconds: number
}

/** Linux counts CPU time in hundredths of a second. */
const tick = 100

/** Of a process and of all that it has started and waited for. */
export function cpuOf(pid: number | 'self'): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number)
  return (fields[11]! + fields[12]! + fields[13]! + fields[14]!) / tick
}

const ownCpu = (): number => cpuOf('self')

function machineCpu(): number {
  const [user, nice, system, , , irq, softIrq] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user! + nice! + system! + irq! + softIrq!) / tick
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** Seconds of CPU used up to now by whoever does the work: this process, unless told otherwise. */
export type CpuClock = () => number

export async function measure<T>(
  work: () => Promise<T>,
  cpuClock: CpuClock = ownCpu,
): Promise<{ value: T; measured: Measured }> {
  const [own, machine, began] = [cpuClock(), machineCpu(), performance.now()]
  const value = await work()
  const seconds = (performance.now() - began) / 1000
  const cpuSeconds = cpuClock() - own
  const others = Math.max(0, machineCpu() - machine - cpuSeconds)
  return {
    value,
    measured: { seconds: round(seconds), cpuSeconds: round(cpuSeconds), othersCpuSeconds: round(others) },
  }
}

/** The quickest of several runs: what the machine can do, where others only ever slow it down. */
export async function quickest(runs: number, work: () => Promise<unknown>): Promise<Measured> {
  const all: Measured[] = []
  for (let run = 0; run < runs; run += 1) all.push((await measure(work)).measured)
  return all.toSorted((a, b) => a.seconds - b.seconds)[0]!
}

/** The time that this share of the runs stayed under, in milliseconds. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

export async function timesOf(runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await work(run)
    times.push(performance.now() - began)
  }
  return times
}
