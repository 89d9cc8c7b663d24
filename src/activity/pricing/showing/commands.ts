import type { Command } from '#terminal'
import { importLocalPricesCommand, importRoundingsCommand } from './import-agreements.cli.ts'
import { importTariffCommand } from './import-tariff.cli.ts'
import { priceCommand } from './price.cli.ts'
import { tariffsCommand } from './tariffs.cli.ts'

export const commands: readonly Command[] = [
  importTariffCommand,
  importLocalPricesCommand,
  importRoundingsCommand,
  priceCommand,
  tariffsCommand,
]
