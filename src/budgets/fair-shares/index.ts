export { astroPu, prescribingUnit, prescribingUnits, starPu } from './weights/prescribing-units.view.ts'
