// The package `node` fetches the Node that runs in an install step, past the lockfile's digests; so
// what it fetched is held against digests that are kept here.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kept = JSON.parse(
	readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'node-digests.json'), 'utf8')
);

/**
 * What is wrong with a Node, in words; undefined where it is the one whose digest is kept, or where
 * none is kept for this platform.
 */
export function wrongWith(node, version, platform = `${process.platform}-${process.arch}`) {
	if (version !== kept.version)
		return `scripts/node-digests.json is of Node ${kept.version}, package.json names ${version}.`;
	const wanted = kept.sha256[platform];
	if (!wanted) return undefined;
	const found = createHash('sha256').update(readFileSync(node)).digest('hex');
	if (found === wanted) return undefined;
	return `${node} is not the Node ${version} that was looked at (sha256 ${found}). Remove node_modules and start again; if it stays so, do not run it.`;
}

/** Once for each file: to read it all takes a quarter of a second. */
export function wrongWithOnce(node, version) {
	const { ino, size, mtimeMs, ctimeMs } = statSync(node);
	const stamp = join(dirname(node), '.looked-at');
	const seen = [version, ino, size, mtimeMs, ctimeMs].join(' ');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === seen) return undefined;
	const wrong = wrongWith(node, version);
	if (wrong === undefined) writeFileSync(stamp, seen);
	return wrong;
}
