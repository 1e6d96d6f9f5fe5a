import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { frontDoor, node, prepare, root } from './prepare.js';

prepare();
// what Node has compiled is kept for the next start; it goes with the build, and need not be writable
const env = { NODE_COMPILE_CACHE: join(root, 'build', 'compiled'), ...process.env };
const server = spawn(node, [frontDoor], { cwd: root, stdio: 'inherit', env });
// the server ends in its own time, after what is in flight; this process only waits for it
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => server.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
