/** What the registry knows of faults in the packages that are locked, where it answers to that. */
import { execFile } from 'node:child_process';

interface Vulnerability {
	name: string;
	severity: 'info' | 'low' | 'moderate' | 'high' | 'critical';
	range: string;
}

interface Audit {
	vulnerabilities?: Record<string, Vulnerability>;
	message?: string;
}

export type Advisories = { known: string[] } | { skipped: string };

/** What npm's report says; a registry that does not answer gives none. */
export function read(report: string): Advisories {
	let audit: Audit;
	try {
		audit = JSON.parse(report) as Audit;
	} catch {
		return { skipped: 'npm gave no report' };
	}
	if (!audit.vulnerabilities)
		return { skipped: `the registry does not answer to that (${audit.message ?? 'no reason'})` };
	const known = Object.values(audit.vulnerabilities);
	return { known: known.map(({ name, severity, range }) => `${name} ${range}: ${severity}`) };
}

/** Never throws: what is not known is skipped. */
export async function advisories(): Promise<Advisories> {
	const report = await new Promise<string>((done) => {
		execFile('npm', ['audit', '--json'], { timeout: 60_000 }, (_, output) => done(output));
	});
	return read(report);
}
