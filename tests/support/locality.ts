import { main } from '../../src/delivery/cli/main.ts'

/** The command line as it lies in the sources, for tests that type commands. */
process.exitCode = await main(process.argv.slice(2))
