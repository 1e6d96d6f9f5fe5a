import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { frontDoor, node, nodeOptions, prepare, root } from './prepare.js';

prepare();
process.chdir(root);
const isAgain = process.argv[2] === 'again';
if (isAgain || process.execPath === realpathSync(node)) {
	// what Node compiles is kept for the next start; it goes with the build, and need not be writable
	module.enableCompileCache(join(root, 'build', 'compiled'));
	await import(pathToFileURL(join(root, frontDoor)).href);
} else {
	// before the packages were there npm could only find the machine's own Node, which may be too old
	const itself = [...nodeOptions, fileURLToPath(import.meta.url), 'again'];
	const again = spawn(node, itself, { stdio: 'inherit' });
	// the server ends in its own time, after what is in flight; this process only waits for it
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.on(signal, () => again.kill(signal));
	again.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
