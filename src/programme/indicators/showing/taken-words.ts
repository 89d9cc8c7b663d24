import type { FiguresTaken } from '../figures/import-figures.command.ts'

/** `12 figures written; 30 were known already.` */
export const takenWords = ({ written, known }: FiguresTaken): string =>
  `${written} ${written === 1 ? 'figure' : 'figures'} written` + (known === 0 ? '.' : `; ${known} were known already.`)
