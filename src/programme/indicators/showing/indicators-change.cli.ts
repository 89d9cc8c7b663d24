import { basename } from 'node:path'
import { rejectsTable } from '#budgets/envelope'
import { formatMonth } from '#shared'
import { type Command, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { effectWords, effects } from '../drift/drift.ts'
import { stepDrift } from '../drift/end-drift.command.ts'
import { findDrift } from '../drift/note-drift.command.ts'
import { importFigures } from '../figures/import-figures.command.ts'
import { noteFigure } from '../figures/note-figure.command.ts'
import { addIndicator } from '../figures/save-indicator.command.ts'
import { writeLesson } from '../lessons/write-lesson.command.ts'
import { ownerOption } from './cli-options.ts'
import { driftingTable } from './drift-tables.ts'
import { code, microOrNothing, monthInput, number } from './indicator-input.ts'
import { takenWords } from './taken-words.ts'

/** What a screen can use; `--json` has them all. */
const onScreen = 20

const importCommand = defineCommand({
  name: 'import indicators',
  changes: true,
  summary: 'Takes figures of indicators from a file: indicator,month,value,source; all of it, or nothing',
  arguments: [{ name: 'file', words: 'the CSV file or workbook' }],
  options: [ownerOption],
  input: z.object({ file: z.string(), owner: code }),
  async run(ctx, { file, owner }, out) {
    const done = await importFigures(ctx, { file, name: basename(file), owner })
    if (out.wantsJson)
      out.json(done.ok ? done.value : { refused: { code: done.code, message: done.message }, rejects: done.rejects })
    else if (done.ok) out.print(takenWords(done.value))
    else {
      out.warn(done.message)
      if (done.rejects.length > 0) await out.table(rejectsTable(done.rejects, onScreen), 'text')
    }
    return done.ok ? exits.done : exits.refused
  },
})

const addCommand = defineCommand({
  name: 'indicators add',
  changes: true,
  summary: 'Adds an indicator with its target, tolerance, which way is better, and who looks after it',
  options: [
    ownerOption,
    { flag: '--code <code>', words: 'by which files name it', required: true },
    { flag: '--title <title>', words: 'what it is called', required: true, unkept: true },
    { flag: '--kind <kind>', words: 'which kind', choices: ['health-check', 'key'], required: true },
    {
      flag: '--unit <unit>',
      words: 'what is measured',
      choices: ['count', 'percent', 'pounds', 'days', 'rate'],
      required: true,
    },
    { flag: '--direction <way>', words: 'which way is better', choices: ['up', 'down', 'neither'], required: true },
    { flag: '--target <number>', words: 'like 80' },
    { flag: '--tolerance <number>', words: 'how far on the wrong side of the target is let be' },
    { flag: '--holder <name>', words: 'who looks after it', required: true, unkept: true },
    { flag: '--source <words>', words: 'where its figures come from', required: true, unkept: true },
  ],
  input: z.object({
    owner: code,
    code: z.string(),
    title: z.string(),
    kind: z.enum(['health-check', 'key']),
    unit: z.enum(['count', 'percent', 'pounds', 'days', 'rate']),
    direction: z.enum(['up', 'down', 'neither']),
    target: microOrNothing,
    tolerance: microOrNothing,
    holder: z.string(),
    source: z.string(),
  }),
  async run(ctx, { tolerance, ...indicator }, out) {
    const done = await addIndicator(ctx, { ...indicator, tolerance: tolerance ?? 0, roleNo: null })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Indicator ${done.value.indicatorNo} is written down.`)
    return exits.done
  },
})

const figureCommand = defineCommand({
  name: 'indicators figure',
  changes: true,
  summary: 'Writes the figure of a month, puts it right, or without a value takes it back',
  options: [
    { flag: '--indicator <number>', words: 'the number of the indicator', required: true },
    { flag: '--month <month>', words: 'like 2008-04', required: true },
    { flag: '--value <number>', words: 'like 93.4' },
    { flag: '--source <words>', words: 'where it comes from', unkept: true },
  ],
  input: z.object({ indicator: number, month: monthInput, value: microOrNothing, source: z.string().default('') }),
  async run(ctx, { indicator: indicatorNo, month, value, source }, out) {
    const done = await noteFigure(ctx, { indicatorNo, month, value, source })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`${formatMonth(month)}: ${value === null ? 'taken back' : 'written down'}.`)
    return exits.done
  },
})

const lessonCommand = defineCommand({
  name: 'lessons add',
  changes: true,
  summary: 'Writes a lesson down: what was tried, what happened, who to ask; every group of the commissioner reads it',
  options: [
    ownerOption,
    { flag: '--title <title>', words: 'in a few words', required: true, unkept: true },
    { flag: '--tried <words>', words: 'what was tried', required: true, unkept: true },
    { flag: '--happened <words>', words: 'what happened', required: true, unkept: true },
    { flag: '--result <result>', words: 'whether it worked', choices: ['worked', 'partly', 'did-not'], required: true },
    { flag: '--ask <who>', words: 'a name or a post', required: true, unkept: true },
    { flag: '--topics <list>', words: 'told apart by commas' },
  ],
  input: z.object({
    owner: code,
    title: z.string(),
    tried: z.string(),
    happened: z.string(),
    result: z.enum(['worked', 'partly', 'did-not']),
    ask: z.string(),
    topics: z.string().default(''),
  }),
  async run(ctx, lesson, out) {
    const done = await writeLesson(ctx, lesson)
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print(`Lesson ${done.value.lessonNo} is written down.`)
    return exits.done
  },
})

const lookCommand = defineCommand({
  name: 'drift look',
  changes: true,
  summary: 'Looks for indicators, a budget or a plan beyond their tolerance, and puts what is new on the next agenda',
  options: [ownerOption],
  input: z.object({ owner: code }),
  async run(ctx, { owner }, out) {
    const done = await findDrift(ctx, { owner })
    if (!done.ok) return sayRefusal(out, done)
    const { found, noted, onAgenda } = done.value
    if (out.wantsJson) {
      out.json({ found, noted, onAgenda })
      return exits.done
    }
    if (found.length > 0) await out.table(driftingTable(found), 'text')
    out.print(`${found.length} beyond their tolerance, ${noted.length} of them new; ${onAgenda} put on the agenda.`)
    return exits.done
  },
})

const followCommand = defineCommand({
  name: 'drift follow',
  changes: true,
  summary: 'Writes down what was done about drift',
  options: [
    { flag: '--drift <number>', words: 'the number of the drift', required: true },
    { flag: '--words <words>', words: 'what was done, and by whom', required: true, unkept: true },
  ],
  input: z.object({ drift: number, words: z.string() }),
  async run(ctx, { drift, words }, out) {
    const done = await stepDrift(ctx, { driftNo: drift, event: 'followed', words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json(done.value)
    else out.print('It is written down.')
    return exits.done
  },
})

const closeCommand = defineCommand({
  name: 'drift close',
  changes: true,
  summary: 'Closes drift with its effect',
  options: [
    { flag: '--drift <number>', words: 'the number of the drift', required: true },
    { flag: '--effect <effect>', words: 'what came of it', choices: effects, required: true },
    { flag: '--words <words>', words: 'what the action did', required: true, unkept: true },
  ],
  input: z.object({ drift: number, effect: z.enum(effects), words: z.string() }),
  async run(ctx, { drift, effect, words }, out) {
    const done = await stepDrift(ctx, { driftNo: drift, event: 'closed', effect, words })
    if (!done.ok) return sayRefusal(out, done)
    if (out.wantsJson) out.json({ ...done.value, effect })
    else out.print(`It is closed: ${effectWords[effect].toLowerCase()}.`)
    return exits.done
  },
})

export const changingCommands: readonly Command[] = [
  importCommand,
  addCommand,
  figureCommand,
  lessonCommand,
  lookCommand,
  followCommand,
  closeCommand,
]
