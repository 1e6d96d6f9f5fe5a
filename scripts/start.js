import { spawn } from 'node:child_process';
import { node, prepare, root } from './prepare.js';

prepare();
const server = spawn(node, ['server.ts'], { cwd: root, stdio: 'inherit' });
// the server ends in its own time, after what is in flight; this process only waits for it
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => server.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
