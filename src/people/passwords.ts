import { hash, verify } from '@node-rs/argon2'

/** Argon2id (the library's own choice) at the cost that OWASP names: 19 MiB, two passes, one lane; about 0.1 s. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash of a password that nobody has, so that an unknown name costs the same time as a known one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AWfYdfTfzSRH5vGMYJC9zg$4aOKyizY/PJhwvNvi9gXsX1NTAbJvAaWFAeXMQpq960'

const LEAST_LETTERS = 10
const LEAST_DIFFERENT = 5
const COMMON = [
  '1234567890',
  '0123456789',
  '0987654321',
  'qwertyuiop',
  'password',
  'katasandi',
  'rahasia',
  'tanggap',
  'makassar',
  'perumda',
]

export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST)

/** Always one verification, whether or not there is a hash to verify against. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? NOBODY, normal(password))
  return right && Boolean(passwordHash)
}

/** Why this password will not do for that person, in words; undefined when it will. */
export function weakness(password: string, username: string): string | undefined {
  const plain = normal(password).toLowerCase()
  if (plain.length < LEAST_LETTERS) return `Kata sandi paling sedikit ${LEAST_LETTERS} karakter.`
  if (isLittleMoreThan(username, plain)) return 'Kata sandi tidak boleh sama dengan nama pengguna.'
  const common = COMMON.some((word) => isLittleMoreThan(word, plain))
  return common || new Set(plain).size < LEAST_DIFFERENT ? 'Kata sandi ini terlalu mudah ditebak.' : undefined
}

/** A known word with a few signs around it is still a known word. */
const isLittleMoreThan = (word: string, plain: string): boolean => plain.includes(word) && plain.length - word.length < 6

/** The same letters, whichever keyboard or telephone composed them. */
const normal = (password: string): string => password.normalize('NFKC')
