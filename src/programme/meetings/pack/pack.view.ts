import { ownersFor } from '#organisations'
import { type Block, type DocumentBody, filesOf, findDocument, paperPdf } from '#programme/documents'
import { formatDate } from '#shared'
import { listActions } from '../actions/actions.view.ts'
import { listItems } from '../agenda/items.view.ts'
import { listMeetings } from '../meeting/meetings.view.ts'
import type { Asking } from '../meeting/reach.view.ts'
import { today } from '../meeting/reach.view.ts'
import { minutesOf } from '../minutes/minutes.view.ts'
import { type Action, type Item, type Meeting, type Paper, purposeWords } from '../model/meeting.ts'
import { endOf } from '../model/schedule.ts'

/** Everything that goes to those who meet, in one text. */
export interface Pack {
  readonly title: string
  readonly from: string
  readonly head: readonly string[]
  readonly body: DocumentBody
  readonly papers: number
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text })
const heading = (level: 2 | 3, text: string): Block => ({ type: 'heading', level, text })

const agendaTable = (items: readonly Item[]): Block[] =>
  items.length === 0
    ? [paragraph('Nothing is on the agenda yet.')]
    : [
        {
          type: 'table',
          caption: 'What is on it',
          columns: ['Item', 'What', 'For', 'By', 'Papers'],
          rows: items.map(({ title, purpose, presenter, papers }, at) => [
            String(at + 1),
            title,
            purposeWords[purpose].replace('For ', ''),
            presenter,
            String(papers.length),
          ]),
          numeric: [4],
        },
      ]

const itemText = (item: Item, at: number): Block[] => [
  heading(3, `${at + 1}. ${item.title}`),
  ...(item.words === '' ? [] : [paragraph(item.words)]),
  ...item.conflicts.map(({ name, words }) =>
    paragraph(`${name} has declared an interest (${words}) and does not decide this item.`),
  ),
]

const openTable = (actions: readonly Action[]): Block[] =>
  actions.length === 0
    ? []
    : [
        heading(2, 'Actions that are open'),
        {
          type: 'table',
          caption: 'Actions by the day they are due',
          columns: ['Action', 'Whose', 'Due', 'How it goes'],
          rows: actions.map(({ words, who, due, events }) => [words, who, formatDate(due), events.at(-1)?.words ?? '']),
        },
      ]

/** Inside a pack a paper's own headings stand below its title, and it begins on a page of its own. */
const lowered = (block: Block): Block => (block.type === 'heading' ? { ...block, level: 3 } : block)

async function paperText(asking: Asking, paper: Paper, number: string): Promise<Block[]> {
  const begin: Block[] = [{ type: 'page-break' }, heading(2, `Paper ${number}: ${paper.title}`)]
  if (paper.fileNo !== null)
    return [...begin, { type: 'file', fileNo: paper.fileNo, name: paper.title, pages: paper.pages! }]
  const document = await findDocument(asking, paper.documentNo!, paper.version!)
  if (!document) return []
  const { documentNo, version, issuedOn, body } = document
  const line = `Document ${documentNo}, version ${version}, issued on ${formatDate(issuedOn)}.`
  return [...begin, paragraph(line), ...body.blocks.map(lowered)]
}

/** The minutes that this meeting may approve: of the last meeting of its body before it, where they are not approved. */
async function lastMinutes(asking: Asking, meeting: Meeting): Promise<Block[]> {
  if (meeting.bodyNo === null) return []
  const before = (await listMeetings(asking, { bodyNo: meeting.bodyNo, to: meeting.on, state: 'held' })).at(-1)
  const minutes = before && (await minutesOf(asking, before.meetingNo))
  const [latest] = minutes?.versions ?? []
  if (!before || !latest || minutes!.approval) return []
  const lines = latest.text.split('\n').filter((line) => line.trim() !== '')
  return [
    { type: 'page-break' },
    heading(2, `Minutes of ${formatDate(before.on)}, for approval`),
    ...lines.map((line): Block => {
      if (line.startsWith('#')) return heading(3, line.replace(/^#+\s*/, ''))
      return line.startsWith('- ') ? { type: 'list', items: [line.slice(2)] } : paragraph(line)
    }),
  ]
}

/** The pack of a meeting as it stands now: when and where, agenda, open actions, the last minutes, then every paper in its order. */
export async function packOf(asking: Asking, meeting: Meeting): Promise<Pack> {
  const items = (await listItems(asking, { meetingNo: meeting.meetingNo })).filter(
    (item) => item.meetingNo === meeting.meetingNo,
  )
  const open = await listActions(asking, { owner: meeting.owner, state: 'open' })
  const papers = await Promise.all(
    items.flatMap((item, at) => item.papers.map((paper, of) => paperText(asking, paper, `${at + 1}.${of + 1}`))),
  )
  const blocks = [
    heading(2, 'Agenda'),
    ...agendaTable(items),
    ...items.flatMap(itemText),
    ...openTable(open),
    ...(await lastMinutes(asking, meeting)),
    ...papers.flat(),
  ]
  const { seen } = await ownersFor(asking)
  const end = endOf(meeting.starts, meeting.minutesLong)
  return {
    title: meeting.title,
    from: seen.find(({ code }) => code === meeting.owner)?.name ?? meeting.owner,
    head: [
      ...(meeting.bodyName === null ? [] : [meeting.bodyName]),
      `${formatDate(meeting.on)}, ${meeting.starts} to ${end}${meeting.place === '' ? '' : `, ${meeting.place}`}`,
    ],
    body: { blocks },
    papers: papers.length,
  }
}

/** The same as one PDF, the pages of papers that were brought set in where they belong. */
export async function packPdf(asking: Asking, meeting: Meeting): Promise<Uint8Array> {
  const { title, from, head, body } = await packOf(asking, meeting)
  const printed = today(asking)
  return paperPdf(
    {
      title,
      from,
      head,
      body,
      contents: true,
      footer: `${title}. Drawn up on ${formatDate(printed)}.`,
      on: printed,
    },
    await filesOf(asking, body),
  )
}
