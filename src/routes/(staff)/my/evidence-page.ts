/** The pages of evidence of what is reported: they differ by what it is of, and by who may open that. */
import { evidenceActions, type EvidenceEvent } from '#app/evidence/evidence-form.ts';
import { m } from '#lib/paraglide/messages.js';
import type { EntryChoice } from '#lib/server/evidence/entries.ts';
import { reportedEvidence, type About } from './evidence.ts';
import { frame, type Opened } from './opening.ts';

interface Asked extends EvidenceEvent {
	params: { id: string };
}

/** An address with what follows there, where anything does. */
const withQuery = (address: string, query = '') => (query ? `${address}?${query}` : address);

/**
 * What such a page shows, and its acts.
 *
 * @param open what the address names, for whoever may report it; throws 404 for all others
 * @param about what evidence of it is of
 */
export function evidencePage<One extends Opened, Kind extends EntryChoice['kind']>(
	open: (event: Asked) => Promise<One>,
	about: (opened: One) => About<Kind>
) {
	return {
		load: async (event: Asked) => {
			const opened = await open(event);
			const of = about(opened);
			const { code, name, address, query } = of;
			return {
				...frame(opened),
				title: m.evidence_page({ code }),
				...{ code, name, back: withQuery(address, query) },
				organisations: opened.organisations ?? [],
				requestId: crypto.randomUUID(),
				evidence: await reportedEvidence(event.locals, opened, event.url, of)
			};
		},
		actions: evidenceActions(async (event: Asked) => {
			const opened = await open(event);
			const { of, address, query } = about(opened);
			const back = withQuery(address, query);
			return { of: { ...of, shows: null }, back, behalfOf: opened.as.reportsThroughId };
		})
	};
}
