/** Opens a period of the demonstration as the planner does. */
import { get, hidden, post } from './requests.ts';
import type { TestServer } from './server.ts';

/** What its form asks for. */
export interface NewPeriod {
	label: string;
	starts_on: string;
	ends_on: string;
	due_on: string;
}

/** The one after the demonstration's last. */
export const nextPeriod: NewPeriod = {
	...{ label: '2026 Q4', starts_on: '2026-10-01', ends_on: '2026-12-31' },
	due_on: '2027-01-30'
};

/** @throws where the form is refused */
export async function openPeriod(server: TestServer, period: NewPeriod): Promise<void> {
	const cookie = await server.signIn('planner@demo.example.org');
	const page = `${server.address}/plans/bangsamoro-demo/periods`;
	const carried = hidden(await (await get(page, { cookie })).text(), '?/open');
	const { status } = await post(`${page}?/open`, { ...carried, ...period }, { cookie });
	if (status !== 303) throw new Error(`the period was not opened: ${status}`);
}
