import { MINUTE } from '../../../src/time.ts'
import type { CategoryCode } from '../categories.ts'
import type { Username } from '../people.ts'
import type { Crew } from './crew.ts'
import type { Matter } from './matters.ts'
import { officeLater } from './office-time.ts'
import type { Random } from './random.ts'
import type { Step, Story, Values } from './story.ts'

/** A story while it is told: what has come of it so far, and the instant it has come to. */
export type Course = {
  random: Random
  matter: Matter
  story: Story
  at: Date
  unit: Crew
  officers: Username[]
  workBegan: Date
}

/** What happens to a complaint from its intake on. */
export type Turn = (course: Course) => void

export const courseOf = (random: Random, matter: Matter, story: Story, at: Date): Course => ({
  ...{ random, matter, story, at, unit: matter.unit, officers: [], workBegan: at },
})

export function act(course: Course, who: Username, action: Step['action'], values: Values = {}): void {
  course.story.steps.push({ who, at: course.at, action, values })
}

/** Technical work goes on day and night, the rest in office hours (as the clocks count). Minutes. */
export function wait(course: Course, least: number, most: number): void {
  if (course.matter.category.technical) waitByDayAndNight(course, least, most)
  else waitInOffice(course, least, most)
}

export function waitByDayAndNight(course: Course, least: number, most: number): void {
  course.at = after(course.at, course.random.between(least, most))
}

export function waitInOffice(course: Course, least: number, most: number): void {
  course.at = after(officeLater(course.at, course.random.between(least, most)), 0)
}

/** So many minutes later, at a whole second. */
export const after = (at: Date, minutes: number): Date => new Date(Math.ceil((at.getTime() + minutes * MINUTE) / 1_000) * 1_000)

export const isTechnicalCourse = ({ matter }: Course): boolean => matter.category.technical

// The rows of the table are wider than the codes that they list.
export const categoryOf = ({ matter }: Course): CategoryCode => matter.category.code as CategoryCode
