export { commands } from './showing/monitor.cli.ts'
