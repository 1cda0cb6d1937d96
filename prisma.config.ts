import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

// Prisma's own engine is a download; this one comes from npm, and `prisma generate` needs none.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, 'prisma/schema-engine.mjs')

export default defineConfig({ schema: 'prisma/schema.prisma', datasource: { url: process.env.DATABASE_URL ?? '' } })
