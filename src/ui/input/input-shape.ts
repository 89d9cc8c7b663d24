import { z } from 'zod'

type Shape = Readonly<Record<string, z.ZodType>>

/** The fields of a zod object, looking through transforms; nothing when the schema is not of fields. */
export function shapeOf(schema: z.ZodType): Shape | undefined {
  if (schema instanceof z.ZodObject) return schema.shape as Shape
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in as z.ZodType)
  return undefined
}

/** Whether a field takes several values (check boxes, several files of one kind). */
export function takesMany(field: z.ZodType | undefined): boolean {
  if (field instanceof z.ZodArray) return true
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return takesMany(field.unwrap() as z.ZodType)
  if (field instanceof z.ZodPipe) return takesMany(field.in as z.ZodType)
  return false
}
