import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { keptSecret } from './kept-secret.ts'

export type Env = {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Undefined: the embedded PostgreSQL in dataDir. */
  databaseUrl: string | undefined
  sessionSecret: string
  demo: boolean
  /** Empty when demo is off. */
  demoPassword: string
  /** Without a slash at the end. */
  baseUrl: string
  /** As Express takes it for `trust proxy`. */
  trustProxy: false | number | string[]
  /** Null: mails stay in the outbox. */
  smtp: { url: string; from: string } | null
  /** A gateway for WhatsApp or SMS; null: what it should send stays in the outbox. */
  webhook: { url: string; key: string } | null
  /** An S3-compatible store for what is attached; null: a folder in dataDir. endpoint: without a slash at the end. */
  s3: { endpoint: string; bucket: string; region: string; key: string; secret: string } | null
}

/** Settings with their defaults; secrets that are not given are made once and kept in DATA_DIR. Throws one line per fault. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const { data, error } = settings.safeParse(filled)
  if (!data) throw new Error(faults(error, filled))
  const dataDir = resolve(data.DATA_DIR)
  const demo = data.DEMO ?? !data.DATABASE_URL
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir,
    databaseUrl: data.DATABASE_URL,
    sessionSecret: data.SESSION_SECRET ?? keptSecret(dataDir, 'session-secret', 48),
    demo,
    demoPassword: demo ? (data.DEMO_PASSWORD ?? keptSecret(dataDir, 'demo-password', 12)) : '',
    baseUrl: data.BASE_URL ?? `http://${nameInAddress(data.HOST)}:${data.PORT}`,
    trustProxy: data.TRUST_PROXY,
    smtp: data.SMTP_URL && data.MAIL_FROM ? { url: data.SMTP_URL, from: data.MAIL_FROM } : null,
    webhook: data.WEBHOOK_URL && data.WEBHOOK_KEY ? { url: data.WEBHOOK_URL, key: data.WEBHOOK_KEY } : null,
    s3: s3Of(data),
  }
}

const POSTGRES_URL = 'harus berbentuk postgresql://pengguna:sandi@server:5432/basisdata'
const WEB_URL = 'harus berbentuk https://nama.server, tanpa jalur'
const SMTP_URL = 'harus berbentuk smtp://pengguna:sandi@server:587 atau smtps://…'
const SENDER = 'harus berupa alamat surel, misalnya Tanggap <pengaduan@example.id>'
const SECURE_URL = 'harus berbentuk https://…'
const BUCKET = 'harus berupa nama wadah: huruf kecil, angka, titik, atau tanda hubung'
const PORT = 'harus berupa bilangan 0 sampai 65535'
const PROXIES = 'harus on, off, jumlah proxy, atau alamat proxy dipisah koma'

const settings = z
  .object({
    PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3000),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'harus berupa nama atau alamat IP')
      .default('127.0.0.1'),
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .refine((url) => isUrl(url, ['postgres:', 'postgresql:']), POSTGRES_URL)
      .optional(),
    SESSION_SECRET: z.string().min(32, 'harus sedikitnya 32 huruf').optional(),
    DEMO: z
      .enum(['on', 'off'], 'harus on atau off')
      .transform((written) => written === 'on')
      .optional(),
    DEMO_PASSWORD: z.string().min(8, 'harus sedikitnya 8 huruf').optional(),
    BASE_URL: z
      .string()
      .refine(isWebUrl, WEB_URL)
      .transform((url) => new URL(url).origin)
      .optional(),
    TRUST_PROXY: z
      .string()
      .default('off')
      .transform(readProxies)
      .refine((proxies) => proxies !== undefined, PROXIES),
    SMTP_URL: z
      .string()
      .refine((url) => isUrl(url, ['smtp:', 'smtps:']), SMTP_URL)
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, SENDER)
      .optional(),
    WEBHOOK_URL: z.string().refine(isSecureUrl, SECURE_URL).optional(),
    WEBHOOK_KEY: z.string().min(32, 'harus sedikitnya 32 huruf').optional(),
    S3_ENDPOINT: z.string().refine(isSecureUrl, SECURE_URL).optional(),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, BUCKET)
      .optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ACCESS_KEY: z.string().optional(),
    S3_SECRET_KEY: z.string().optional(),
  })
  .refine(({ DATABASE_URL, SESSION_SECRET }) => !DATABASE_URL || SESSION_SECRET, {
    path: ['SESSION_SECRET'],
    message: 'wajib diisi bila DATABASE_URL diisi, sama untuk semua instans',
    when: () => true,
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    ...{ path: ['MAIL_FROM'], message: 'wajib diisi bila SMTP_URL diisi', when: () => true },
  })
  .refine(({ WEBHOOK_URL, WEBHOOK_KEY }) => !WEBHOOK_URL || WEBHOOK_KEY, {
    ...{ path: ['WEBHOOK_KEY'], message: 'wajib diisi bila WEBHOOK_URL diisi', when: () => true },
  })
  .refine((data) => new Set([data.S3_ENDPOINT, data.S3_BUCKET, data.S3_ACCESS_KEY, data.S3_SECRET_KEY].map(Boolean)).size === 1, {
    ...{ path: ['S3_ENDPOINT'], message: 'harus diisi bersama S3_BUCKET, S3_ACCESS_KEY dan S3_SECRET_KEY', when: () => true },
  })

function s3Of(data: z.infer<typeof settings>): Env['s3'] {
  const [endpoint, bucket, key, secret] = [data.S3_ENDPOINT, data.S3_BUCKET, data.S3_ACCESS_KEY, data.S3_SECRET_KEY]
  if (!endpoint || !bucket || !key || !secret) return null
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region: data.S3_REGION, key, secret }
}

const isUrl = (text: string, protocols: string[]): boolean => URL.canParse(text) && protocols.includes(new URL(text).protocol)

/** What is said to a gateway is personal: only to one on this machine without encryption. */
function isSecureUrl(text: string): boolean {
  const here = () => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(text).hostname)
  return isUrl(text, ['https:']) || (isUrl(text, ['http:']) && here())
}

function isWebUrl(text: string): boolean {
  return isUrl(text, ['http:', 'https:']) && new URL(text).pathname === '/' && new URL(text).search === ''
}

function readProxies(text: string): false | number | string[] | undefined {
  if (text === 'off') return false
  if (text === 'on') return 1
  if (/^\d$/.test(text)) return Number(text)
  const addresses = text.split(',').map((address) => address.trim())
  const known = (address: string) =>
    isIP(address.replace(/\/\d+$/, '')) || ['loopback', 'linklocal', 'uniquelocal'].includes(address)
  return addresses.every(known) ? addresses : undefined
}

function faults(error: z.ZodError, written: Record<string, string | undefined>): string {
  const secret = (name: string) => /SECRET|PASSWORD|DATABASE_URL|SMTP_URL|WEBHOOK|S3_.*KEY/.test(name)
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `  ${name} ${message}${written[name] && !secret(name) ? ` (tertulis "${written[name]}")` : ''}`
  })
  return ['Pengaturan belum benar:', ...lines].join('\n')
}

/** Whoever listens everywhere, or here alone, is found at localhost. */
function nameInAddress(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
