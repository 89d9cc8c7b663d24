import type { MeasureKind } from '../definition/measure.ts'
import { type Outcome, unmeasured } from './reading.ts'
import type { MeasureSetting } from './setting.ts'

export const programmeOutcome = async (_setting: MeasureSetting, _kind: MeasureKind): Promise<Outcome> =>
  unmeasured('Nothing is recorded yet.')
