import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';

const site = [
	'Tanaw',
	'bangsamoro-demo',
	'Bangsamoro E-Government Master Plan',
	'MILG',
	'MBHTE',
	'Ministry of the Interior and Local Government'
];

test.each([
	['eleven char', 'too_short'],
	['', 'too_short'],
	['x y'.repeat(43), 'too_long'],
	['password1234', 'too_common'],
	['P@ssw0rd2026!', 'too_common'],
	['passwordpassword', 'too_common'],
	['qwertyuiop123', 'too_common'],
	['1q2w3e4r5t6y', 'too_common'],
	['aaaaaaaaaaaa', 'too_common'],
	['abcdefghijklmnop', 'too_common'],
	['123456789012', 'too_common'],
	['987654321098', 'too_common'],
	['correct horse battery staple', 'too_common'],
	['administrator1', 'too_common'],
	['1qaz2wsx3edc', 'too_common'],
	['motherfucker', 'too_common'],
	['finalfantasy7', 'too_common'],
	['Ch@rlotte19840312', 'too_common'],
	['dragon123456', 'too_common'],
	['FootballMonkey!', 'too_common'],
	['mahal-ko-kayo-2026', 'too_common'],
	['bangsamoro2026', 'too_common']
])('%s is refused as %s', async (password, problem) => {
	expect(await passwordProblem(password, { person: [] })).toBe(problem);
});

test.each([
	'three otters on a barge',
	'lowercase only is fine',
	'bp7q-2kfm-x8',
	'Пароль из трёх слов',
	'482913077-john-99172',
	'otters barge wizard',
	'p'.repeat(5) + ' sixty-four characters must be accepted, and so they are here.'
])('%s is accepted', async (password) => {
	expect(
		await passwordProblem(password, {
			person: ['Amina Said', 'amina@milg.gov'],
			site
		})
	).toBeUndefined();
});

test('one’s own name or address is no password', async () => {
	const about = { person: ['Abdul Rahman-Macapaar', 'rahman.macapaar@milg.gov'] };
	expect(await passwordProblem('Abdul Rahman-Macapaar', about)).toBe('too_common');
	expect(await passwordProblem('rahman.macapaar', about)).toBe('too_common');
	expect(await passwordProblem('rahman.macapaar@milg.gov', about)).toBe('too_common');
});

test('a hostile length is refused before it is looked at', async () => {
	expect(await passwordProblem('aB1 '.repeat(25_000), { person: [], site })).toBe('too_long');
});

test('what only repeats itself up to the longest length is refused', async () => {
	for (const piece of ['a', 'a1', '1!', 'x7q', 'dragon'])
		expect(await passwordProblem(piece.repeat(126).slice(0, 126), { person: [] })).toBeDefined();
});

test.each([
	'bangsamoro2026bangsamoro2028',
	'2026-MILG-2028-milg',
	'Tanaw-MILG-2026!',
	'mbhte_2026_milg_2027',
	'20262027tanaw20282029',
	'B4ngs4m0r0-2026-Pl4n',
	'BangsamoroMasterPlan!1',
	'interior.and.local.government',
	'LocalGovernment#2030',
	'milgmilgmilg1234',
	'Ministry-2026-Ministry'
])('%s is made of names and years of this place, and refused', async (password) => {
	expect(await passwordProblem(password, { person: [], site })).toBe('too_common');
});

test.each(['milg otters on a barge', 'tanaw barge wizard 7', 'bangsamorootterbarge'])(
	'%s has a name in it and more, and is accepted',
	async (password) => {
		expect(await passwordProblem(password, { person: [], site })).toBeUndefined();
	}
);

test('a hostile password of names is judged at once', async () => {
	const names = Array.from({ length: 500 }, (_, number) => 'a'.repeat((number % 60) + 2));
	expect(await passwordProblem('a'.repeat(127) + 'b', { person: [], site: names })).toBeUndefined();
});
