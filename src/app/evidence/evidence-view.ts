/** Evidence as the pages of one reader show it: what that reader may not read is left out. */
import { mayRead } from '#lib/domain/reporting/evidence-readers.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Evidence, EvidenceFile } from '#lib/server/evidence/queries.ts';
import {
	aboutFile,
	entryWords,
	type EvidenceFileView,
	type EvidenceView
} from '#lib/ui/evidence/evidence-view.ts';

const fileView = (file: EvidenceFile): EvidenceFileView => ({
	href: `/evidence/${file.name}`,
	thumbnail: file.thumbnail && `/evidence/${file.thumbnail}/thumbnail`,
	originalName: file.originalName,
	about: aboutFile(file),
	sha256: file.sha256
});

const linkView = (href: string) => ({ href, host: new URL(href).host });

function viewOf(one: Evidence, staff: EvidenceView['staff']): EvidenceView {
	const { id, caption, speaksOf, milestone, entry, organisation, period, recordedAt } = one;
	return {
		...{ id, caption, speaksOf, milestone, organisation, period, recordedAt, staff },
		shows: entry && entryWords(entry),
		link: one.link === null ? null : linkView(one.link),
		file: one.file && fileView(one.file)
	};
}

/** What stands and may be read by the reader, without who entered it. */
export const publicEvidence = (all: readonly Evidence[], actor: Actor): EvidenceView[] =>
	all
		.filter(({ place, takenBack }) => takenBack === null && mayRead(place, actor))
		.map((one) => viewOf(one, null));

/** All that staff may read, with who entered it and what was taken back. */
export const staffEvidence = (all: readonly Evidence[], actor: Actor): EvidenceView[] =>
	all
		.filter(({ place }) => mayRead(place, actor))
		.map((one) =>
			viewOf(one, {
				by: one.recordedBy,
				isPublic: one.place.published,
				takenBack: one.takenBack?.reason ?? null
			})
		);
