/** What plans of a language usually call their three kinds of element. */
import type { ElementKind } from '../records/vocabulary.ts';

type Labels = Record<ElementKind, { one: string; many: string }>;

const english: Labels = {
	goal: { one: 'Goal', many: 'Goals' },
	objective: { one: 'Objective', many: 'Objectives' },
	activity: { one: 'Activity', many: 'Activities' }
};

const others: Record<string, Labels> = {
	id: {
		goal: { one: 'Tujuan', many: 'Tujuan' },
		objective: { one: 'Sasaran', many: 'Sasaran' },
		activity: { one: 'Kegiatan', many: 'Kegiatan' }
	},
	fil: {
		goal: { one: 'Mithiin', many: 'Mga mithiin' },
		objective: { one: 'Layunin', many: 'Mga layunin' },
		activity: { one: 'Gawain', many: 'Mga gawain' }
	}
};

/** Languages in which plans are read. */
export const planLanguages = ['en', 'fil', 'id'] as const;

export const usualLabels = (language: string): Labels => others[language] ?? english;
