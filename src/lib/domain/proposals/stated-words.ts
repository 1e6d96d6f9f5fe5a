/** What plans call that which they state of an element: in the head of a column, or before a colon. */
import type { StatedField } from './proposal.ts';

const calls: [StatedField, string][] = [
	[
		'verification',
		'means? of verification|sources? of (?:data|verification)|data source|sumber data|pinagmulan ng datos'
	],
	['baseline', 'baselines?|base value|data awal|kondisi awal|nilai awal|batayang datos'],
	['target', 'targets?|end target|target values?|target kinerja|mga target|puntirya'],
	[
		'kpi',
		'kpis?|key performance indicators?|performance indicators?|indicators?|indikator(?: kinerja)?(?: utama)?|' +
			'mga tagapagpahiwatig|tagapagpahiwatig'
	],
	[
		'office',
		'(?:lead|responsible|implementing|accountable|concerned)(?: (?:lead|responsible|implementing))? ' +
			'(?:offices?|agency|agencies|units?|ministry|organi[sz]ations?|institutions?|part(?:y|ies)|persons?)|' +
			'office of primary responsibility|opr|lead|responsib(?:le|ility)|owner|' +
			'penanggung jawab|pelaksana|instansi(?: pelaksana)?|perangkat daerah|opd|' +
			'(?:nangungunang|responsableng) (?:tanggapan|ahensya)|tanggapang nangunguna'
	],
	[
		'budget',
		'(?:indicative |estimated |total |proposed )?(?:budget|cost|funding)(?: requirements?)?|appropriation|' +
			'(?:pagu )?anggaran|pagu(?: indikatif)?|biaya|badyet|pondo'
	],
	[
		'period',
		'time ?lines?|time ?frames?|schedule|period|duration|start|end|waktu(?: pelaksanaan)?|' +
			'jadwal|tahun|panahon|takdang panahon'
	]
];

const patterns = calls.map(
	([field, said]) => [field, new RegExp(`^(?:${said})\\b`, 'iu')] as const
);

/** Which field a column's head or the words before a colon name; undefined: none that is known. */
export const statedBy = (words: string): StatedField | undefined =>
	patterns.find(([, pattern]) => pattern.test(words.trim()))?.[0];
