/**
 * What plans call their parts, in English, Filipino and Indonesian, and how wide each is: the smaller
 * the rank, the nearer to the top. Ranks say only which of two stands above the other.
 */

interface PlanWord {
	rank: number;
	/** As a part of it is called. */
	one: string[];
	/** As a heading over several calls them; Indonesian has one form for both. */
	many: string[];
}

const planWords: PlanWord[] = [
	{
		rank: 5,
		one: ['pillar', 'thrust', 'focus area', 'priority area', 'haligi'],
		many: ['pillars', 'thrusts', 'focus areas', 'priority areas', 'mga haligi']
	},
	{
		rank: 10,
		one: ['goal', 'aim', 'tujuan', 'mithiin', 'tunguhin', 'hangarin'],
		many: ['goals', 'aims', 'tujuan', 'mga mithiin', 'mga tunguhin', 'mga hangarin']
	},
	{
		rank: 15,
		one: ['component', 'komponen', 'komponente'],
		many: ['components', 'komponen', 'mga komponente']
	},
	{
		rank: 20,
		one: ['objective', 'outcome', 'sasaran', 'layunin'],
		many: ['objectives', 'outcomes', 'sasaran', 'mga layunin']
	},
	{
		rank: 30,
		one: ['strategy', 'priority', 'strategi', 'estratehiya', 'istratehiya'],
		many: ['strategies', 'priorities', 'strategi', 'mga estratehiya', 'mga istratehiya']
	},
	{
		rank: 40,
		one: ['programme', 'program', 'programa'],
		many: ['programmes', 'programs', 'program', 'mga programa']
	},
	{
		rank: 50,
		one: ['initiative', 'project', 'inisiatif', 'proyek', 'inisyatiba', 'proyekto'],
		many: ['initiatives', 'projects', 'inisiatif', 'proyek', 'mga inisyatiba', 'mga proyekto']
	},
	{
		rank: 60,
		one: ['activity', 'action', 'kegiatan', 'aksi', 'gawain', 'aktibidad', 'hakbang'],
		many: [
			'activities',
			'actions',
			'kegiatan',
			'aksi',
			'mga gawain',
			'mga aktibidad',
			'mga hakbang'
		]
	},
	{
		rank: 70,
		one: ['step', 'task', 'sub-kegiatan', 'subkegiatan', 'langkah'],
		many: ['steps', 'tasks', 'sub-kegiatan', 'subkegiatan', 'langkah']
	}
];

const ranks = (form: 'one' | 'many') =>
	new Map(planWords.flatMap((word) => word[form].map((said) => [said, word.rank])));

const ofOne = ranks('one');
const ofMany = ranks('many');

/** The rank of a plan's word, singular or plural; undefined where it is none. */
export const rankOf = (word: string): number | undefined =>
	ofOne.get(word.toLowerCase()) ?? ofMany.get(word.toLowerCase());
export const rankOfMany = (word: string): number | undefined => ofMany.get(word.toLowerCase());
export const isOnlyMany = (word: string): boolean =>
	ofMany.has(word.toLowerCase()) && !ofOne.has(word.toLowerCase());

/** Words for a pattern, the longest first, so that `sub-kegiatan` is not read as `kegiatan`. */
const alternatives = (words: Iterable<string>) =>
	[...words].sort((a, b) => b.length - a.length).join('|');

export const anyPlanWord = alternatives(new Set([...ofOne.keys(), ...ofMany.keys()]));
export const manyPlanWords = alternatives(ofMany.keys());

/** What may stand before such a word without changing which it is. */
export const before =
	'strategic|specific|general|key|main|major|primary|overall|priority|proposed|principal|' +
	'the|its|our|pangunahing|strategis|utama|umum|khusus';

/** Behind the word, in Filipino and Indonesian. */
export const behind = 'strategis|utama|umum|khusus|jangka panjang|jangka menengah';
