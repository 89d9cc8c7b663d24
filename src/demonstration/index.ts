export { demonstrationCommands } from './commands.ts'
export { type FilesWanted, type FilesWritten, demonstrationPrices, writeDemonstration } from './write-demonstration.ts'
