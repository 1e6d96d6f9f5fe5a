/** Evidence as pages show it. */
import { m } from '#lib/paraglide/messages.js';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ReportItemKind } from '#lib/domain/reporting/items.ts';
import { lineName } from '../budget-lines.ts';
import { day, number } from '../format.ts';

export interface EvidenceFileView {
	/** Where it is, to be saved. */
	href: string;
	/** Where its thumbnail is; null: it is no picture. */
	thumbnail: string | null;
	originalName: string;
	/** Its type, size and, of a picture, its pixels. */
	about: string;
	sha256: string;
}

export interface EvidenceView {
	id: string;
	caption: string;
	speaksOf: IsoDate | null;
	milestone: string | null;
	/** Of which day it shows what was said; null: of none by itself. */
	shows: string | null;
	link: { href: string; host: string } | null;
	file: EvidenceFileView | null;
	organisation: string | null;
	/** The period of its report. */
	period: string | null;
	recordedAt: Date;
	/** Of staff's own pages; null elsewhere. */
	staff: {
		by: string | null;
		isPublic: boolean;
		/** Why it was taken back; null: it stands. */
		takenBack: string | null;
	} | null;
}

const types: Record<string, () => string> = {
	'application/pdf': m.evidence_type_pdf,
	'image/jpeg': m.evidence_type_jpeg,
	'image/png': m.evidence_type_png,
	'image/webp': m.evidence_type_webp,
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': m.evidence_type_xlsx,
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': m.evidence_type_docx,
	'application/vnd.oasis.opendocument.text': m.evidence_type_odt,
	'text/csv': m.evidence_type_csv
};

const [kilobyte, megabyte] = [1024, 1024 * 1024];

export function sizeWords(bytes: number): string {
	if (bytes < kilobyte) return m.evidence_bytes({ count: number(bytes) });
	if (bytes < megabyte) return m.evidence_kilobytes({ count: number(bytes / kilobyte, 0) });
	return m.evidence_megabytes({ count: number(bytes / megabyte, 1) });
}

/** @param file of which type, how large, and how wide and high */
export function aboutFile(file: {
	mediaType: string;
	bytes: number;
	width: number | null;
	height: number | null;
}): string {
	const { mediaType, bytes, width, height } = file;
	const said = { type: types[mediaType]?.() ?? mediaType, size: sizeWords(bytes) };
	if (width === null || height === null) return m.evidence_size(said);
	return m.evidence_pixels({ ...said, width, height });
}

interface EntryShown {
	kind: ReportItemKind;
	day: IsoDate;
	line: { fundSource: string; year: number } | null;
}

/** Of which day, and of what, is the entry that evidence shows. */
export function entryWords({ kind, day: on, line }: EntryShown): string {
	const date = day(on);
	if (kind === 'activity') return m.evidence_shows_update({ date });
	if (kind === 'kpi' || line === null) return m.evidence_shows_value({ date });
	return m.evidence_shows_spending({ date, line: lineName(line.fundSource, line.year) });
}
