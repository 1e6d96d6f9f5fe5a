import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;

/** The same characters may be encoded in several ways; NFKC makes one of them. */
const message = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8');

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function phc({ memory, passes, parallelism }: typeof cost, salt: Buffer, tag: Buffer): string {
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const phcPattern =
	/^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** The hash of a password as a PHC string, with its own salt and its cost. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(saltBytes);
	const parameters = { ...cost, message: message(password), nonce, tagLength: tagBytes };
	return phc(cost, nonce, await derive('argon2id', parameters));
}

/** Nobody's password: what is verified where there is none, so that the answer takes as long. */
const nobodys = phc(cost, randomBytes(saltBytes), randomBytes(tagBytes));

/** Whether the password fits the hash; without a hash it does the same work and says no. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
	const parts = phcPattern.exec(hash ?? nobodys);
	if (!parts) throw new Error('A stored password hash is not an argon2id PHC string.');
	const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
	const expected = Buffer.from(tag, 'base64');
	const parameters: Argon2Parameters = {
		message: message(password),
		nonce: Buffer.from(salt, 'base64'),
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism),
		tagLength: expected.length
	};
	const matches = timingSafeEqual(await derive('argon2id', parameters), expected);
	return matches && hash !== null;
}
