import { expect, test } from 'vitest'
import { fractionDone, secondsLeft } from './progress.ts'
import { startReporter } from './reporter.ts'

test('the time left follows the pace of the stage', () => {
  const quarter = { stage: 'reading', rowsDone: 25, rowsTotal: 100 }
  expect(secondsLeft(quarter, 10_000)).toBe(30)
  expect(secondsLeft({ stage: 'reading', bytesDone: 100, bytesTotal: 100 }, 10_000)).toBe(0)
})

test('no time is promised before the pace is known, or when nothing can be counted', () => {
  expect(secondsLeft({ stage: 'reading', rowsDone: 25, rowsTotal: 100 }, 500)).toBeUndefined()
  expect(secondsLeft({ stage: 'reading', rowsDone: 25 }, 10_000)).toBeUndefined()
  expect(fractionDone({ stage: 'reading', rowsDone: 0, rowsTotal: 0 })).toBeUndefined()
})

test('each stage is timed from its own start', async () => {
  let now = 0
  const left: (number | undefined)[] = []
  const reporter = startReporter(
    async (_progress, seconds) => void left.push(seconds),
    () => now,
  )
  reporter.report({ stage: 'reading', rowsDone: 0, rowsTotal: 100 })
  now = 60_000
  reporter.report({ stage: 'pricing', rowsDone: 0, rowsTotal: 100 })
  now = 62_000
  reporter.report({ stage: 'pricing', rowsDone: 50, rowsTotal: 100 })
  await reporter.stop()
  expect(left).toEqual([2])
})
