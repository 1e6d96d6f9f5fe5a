/** The real clamd, where it is installed, with one signature of its own: that of EICAR's harmless test file. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** Where it is; Debian keeps it from the paths of people who are not root. */
const program = ['clamd', '/usr/sbin/clamd'].find(
	(path) => spawnSync(path, ['--version']).status === 0
);

export const hasClamd = program !== undefined;

/** Put together here, so that no scanner of this machine takes the test for what it tests. */
export const eicar = Buffer.from(
	['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-')
);

async function answers(socket: string): Promise<boolean> {
	const connection = createConnection({ path: socket });
	connection.end('zPING\0');
	return await text(connection).then(
		(said) => said === 'PONG\0',
		() => false
	);
}

/**
 * Starts it in a folder of its own, on a socket there.
 *
 * @param settings of its configuration, beside or instead of those that it needs
 */
export async function startClamd(settings: Record<string, string> = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
	const [signatures, socket] = [join(folder, 'signatures'), join(folder, 'clamd.sock')];
	await mkdir(signatures);
	await writeFile(join(signatures, 'test.ndb'), `Eicar-Test:0:*:${eicar.toString('hex')}\n`);
	const configuration = join(folder, 'clamd.conf');
	const lines = Object.entries({
		...{ Foreground: 'yes', DatabaseDirectory: signatures, LocalSocket: socket },
		...{ TemporaryDirectory: folder, StreamMaxLength: '25M' },
		...settings
	}).map(([name, value]) => `${name} ${value}\n`);
	await writeFile(configuration, lines.join(''));
	const child = spawn(program!, ['--config-file', configuration], { stdio: 'ignore' });
	const ended = once(child, 'exit');
	for (const until = Date.now() + 30_000; !(await answers(socket)); await wait(50))
		if (child.exitCode !== null || Date.now() > until) throw new Error('clamd does not start');
	return {
		socket,
		/** It keeps its socket and answers nothing, until it goes on. */
		pause: () => child.kill('SIGSTOP'),
		goOn: () => child.kill('SIGCONT'),
		async stop() {
			child.kill('SIGCONT');
			child.kill();
			await ended;
			await rm(folder, { recursive: true, force: true });
		}
	};
}
