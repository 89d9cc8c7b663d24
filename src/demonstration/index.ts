export { commands } from './commands.ts'
export { type FilesWanted, type FilesWritten, writeDemonstration } from './write-demonstration.ts'
