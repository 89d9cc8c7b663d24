import { statSync } from 'node:fs'
import { writeDemonstration } from '#demonstration'
import { measure } from '../measure.ts'
import { type Place, filesOf, paths } from './place.ts'

/** Makes the files that everything else is measured on. */
export async function inventWorld(place: Place) {
  const { value, measured } = await measure(() =>
    writeDemonstration({ size: 'pct', seed: place.seed, lines: place.rows, folder: filesOf(place) }),
  )
  const megabytes = Math.round(paths(place).reduce((sum, path) => sum + statSync(path).size, 0) / 1e6)
  return {
    ...measured,
    patients: value.world.size.patients,
    practices: value.world.practices.length,
    providers: value.world.providers.length,
    megabytes,
  }
}
