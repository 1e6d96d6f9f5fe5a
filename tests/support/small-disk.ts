/** A disk that can be full: a small file system where we may mount one, else a limit on files' sizes. */
import { execFileSync } from 'node:child_process';
import {
	mkdtempSync,
	readFileSync,
	rmdirSync,
	rmSync,
	statSync,
	statfsSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
	/** Where the database's folder goes. */
	folder: string;
	/** Lets nothing more be stored. */
	fill(): void;
	empty(): void;
	remove(): void;
}

function mounted(folder: string): boolean {
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=755', 'tmpfs', folder], {
			stdio: 'ignore'
		});
		return true;
	} catch {
		return false;
	}
}

function fileSystem(folder: string): SmallDisk {
	const ballast = join(folder, 'ballast');
	return {
		folder: join(folder, 'tanaw'),
		fill() {
			const { bavail, bsize } = statfsSync(folder);
			writeFileSync(ballast, Buffer.alloc(Number(bavail) * Number(bsize)));
		},
		empty: () => rmSync(ballast, { force: true }),
		remove() {
			execFileSync('umount', [folder]);
			rmdirSync(folder);
		}
	};
}

/** As large as PostgreSQL's log of changes may be in one file; tables beyond it grow no more. */
const limit = 16 * 1_024 * 1_024;

function processesOf(postmaster: string): string[] {
	const children = execFileSync('ps', ['-o', 'pid=', '--ppid', postmaster], { encoding: 'utf8' });
	return [postmaster, ...children.split('\n').flatMap((line) => line.trim() || [])];
}

function limited(folder: string): SmallDisk {
	const data = join(folder, 'data', 'postmaster.pid');
	const limitTo = (size: string) => {
		const postmaster = readFileSync(data, 'utf8').split('\n')[0]!;
		// as the database's own account: not every root may limit others
		const { uid, gid } = statSync(data);
		for (const pid of processesOf(postmaster))
			execFileSync('prlimit', ['--pid', pid, `--fsize=${size}:`], { uid, gid, cwd: '/' });
	};
	return {
		folder,
		fill: () => limitTo(String(limit)),
		empty: () => limitTo('unlimited'),
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}

export function smallDisk(): SmallDisk {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-disk-'));
	return mounted(folder) ? fileSystem(folder) : limited(folder);
}
