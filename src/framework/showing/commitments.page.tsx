import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { commitPractice } from '../responsibilities/commit.command.ts'
import {
  type Commitment,
  type Responsibility,
  degreeWords,
  degrees,
  sides,
} from '../responsibilities/responsibility.ts'
import { commitmentsOf, listFor } from '../responsibilities/responsibilities.view.ts'
import { findPlace } from '../stores/reach.view.ts'
import { commitmentsAddress, responsibilitiesAddress } from './addresses.ts'
import { code, number, words } from './framework-input.ts'
import { namesFor } from './names.view.ts'
import { commitmentsTable, sideWords } from './responsibility-tables.ts'

const noPractice = (): Reply => notFound('There is no such practice here. Check its code.')

interface PracticeList {
  readonly group: string
  readonly responsibilities: readonly Responsibility[]
  readonly own: readonly Commitment[]
}

/** The list that holds for a practice with what it said; nothing where it is not the asker's. */
async function listOf(ctx: Ctx, practice: string): Promise<PracticeList | undefined> {
  const { practices } = ctx.scope
  if (practices !== 'all' && !practices.some((reach) => reach.practice === practice)) return undefined
  const group = (await groupsAsAt(ctx.db, dayInLondon(ctx.clock.now()))).get(practice)
  const place = group === undefined ? undefined : await findPlace(ctx, group)
  if (group === undefined || !place) return undefined
  const list = await listFor(ctx, place)
  const own = (await commitmentsOf(ctx, group)).filter((each) => each.practice === practice)
  return { group, responsibilities: list?.responsibilities ?? [], own }
}

function SayOne({ ctx, found, practice }: { ctx: Ctx; found: PracticeList; practice: string }) {
  const said = new Map(found.own.map((each) => [each.mark, each]))
  return (
    <Form action={commitmentsAddress(practice)}>
      <SelectField
        name="position"
        label="Responsibility"
        options={found.responsibilities.map(({ position, title, mark, side }) => ({
          value: String(position),
          text: `${title} (${sideWords(ctx.vocabulary, side)})${said.has(mark) ? ` – ${degreeWords[said.get(mark)!.degree]}` : ''}`,
        }))}
      />
      <SelectField
        name="degree"
        label="How far the practice is committed"
        options={[
          ...degrees.map((value) => ({ value, text: degreeWords[value] })),
          { value: '', text: 'Take back what was said' },
        ]}
      />
      <SelectField
        name="side"
        label="Whose the practice thinks it is"
        options={[
          { value: '', text: 'As the list says' },
          ...sides.map((value) => ({ value, text: sideWords(ctx.vocabulary, value) })),
        ]}
      />
      <TextField name="words" label="Why, if you like" />
      <Button>Say it</Button>
    </Form>
  )
}

function AgreeAll({ practice }: { practice: string }) {
  return (
    <Form action={`${commitmentsAddress(practice)}/all`}>
      <Button kind="secondary">Say of all the rest: committed, as the list says</Button>
    </Form>
  )
}

async function practicePage(
  ctx: Ctx,
  practice: string,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const found = await listOf(ctx, practice)
  if (!found) return noPractice()
  const names = await namesFor(ctx)
  const table = commitmentsTable(found.responsibilities, found.own, { vocabulary: ctx.vocabulary, names })
  const may = mayDo(ctx.scope, 'framework.commit') && found.responsibilities.length > 0
  const onPage = { ...table, columns: table.columns.filter(({ key }) => key !== 'practice' && key !== 'name') }
  const body = (
    <>
      <PageHeading caption={names(practice)}>What the practice is committed to</PageHeading>
      {found.responsibilities.length === 0 && (
        <p>There is no list of responsibilities yet: the group or the commissioner sends one.</p>
      )}
      {may && <SayOne ctx={ctx} found={found} practice={practice} />}
      {may && found.own.length < found.responsibilities.length && <AgreeAll practice={practice} />}
      <DataTable table={onPage} empty="The practice has not said anything yet." />
    </>
  )
  return page({
    title: 'What the practice is committed to',
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Who is responsible', href: responsibilitiesAddress(found.group) }],
    ...problem,
  })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/framework/practices/:practice/responsibilities',
  permission: 'framework.read',
  audit: null,
  input: z.object({ practice: code }),
  handle: (ctx, { practice }) => practicePage(ctx, practice),
})

const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal('').transform(() => null), schema])

const sayRoute = defineRoute({
  method: 'POST',
  path: '/framework/practices/:practice/responsibilities',
  permission: 'framework.commit',
  audit: 'framework.commit',
  input: z.object({
    practice: code,
    position: number,
    degree: orNull(z.enum(degrees, 'Say how far the practice is committed.')),
    side: orNull(z.enum(sides)).default(null),
    words,
  }),
  invalid: (ctx, { values, errors }) => practicePage(ctx, String(values['practice']), { values, errors }),
  async handle(ctx, { practice, position, degree, side, words: why }) {
    const found = await listOf(ctx, practice)
    const held = found?.responsibilities.find((each) => each.position === position)
    if (!held) return noPractice()
    const given = { mark: held.mark, degree, side: side ?? held.side, words: why }
    const done = await commitPractice(ctx, { practice, commitments: [given] })
    if (done.ok)
      return redirect(
        commitmentsAddress(practice),
        done.value.changed > 0 ? 'It is kept.' : 'That is what stands already.',
      )
    if (done.code === 'not-found') return noPractice()
    const field = done.code === 'unknown' ? 'position' : 'words'
    return practicePage(ctx, practice, {
      errors: { [field]: done.message },
      values: { degree: degree ?? '', words: why },
    })
  },
})

const allRoute = defineRoute({
  method: 'POST',
  path: '/framework/practices/:practice/responsibilities/all',
  permission: 'framework.commit',
  audit: 'framework.commit',
  input: z.object({ practice: code }),
  async handle(ctx, { practice }) {
    const found = await listOf(ctx, practice)
    if (!found) return noPractice()
    const said = new Set(found.own.map(({ mark }) => mark))
    const rest = found.responsibilities.filter(({ mark }) => !said.has(mark))
    const commitments = rest.map(({ mark, side }) => ({ mark, degree: 'full', side, words: '' }) as const)
    const done = await commitPractice(ctx, { practice, commitments })
    return done.ok
      ? redirect(commitmentsAddress(practice), `It is kept for ${done.value.changed} responsibilities.`)
      : noPractice()
  },
})

export const commitmentsRoutes: readonly Route[] = [showRoute, sayRoute, allRoute]
