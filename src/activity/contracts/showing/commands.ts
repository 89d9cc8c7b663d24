import type { Command } from '#terminal'
import { contractCommand } from './contract.cli.ts'
import { contractsCommand, endContractCommand } from './contracts.cli.ts'
import { importContractsCommand } from './import-contracts.cli.ts'

export const commands: readonly Command[] = [
  importContractsCommand,
  contractsCommand,
  endContractCommand,
  contractCommand,
]
