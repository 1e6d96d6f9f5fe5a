import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';

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
	expect(await passwordProblem(password, [])).toBe(problem);
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
	expect(await passwordProblem(password, ['Amina Said', 'amina@milg.gov'])).toBeUndefined();
});

test('one’s own name or address is no password', async () => {
	const about = ['Abdul Rahman-Macapaar', 'rahman.macapaar@milg.gov'];
	expect(await passwordProblem('Abdul Rahman-Macapaar', about)).toBe('too_common');
	expect(await passwordProblem('rahman.macapaar', about)).toBe('too_common');
	expect(await passwordProblem('rahman.macapaar@milg.gov', about)).toBe('too_common');
});

test('a hostile length is refused before it is looked at', async () => {
	expect(await passwordProblem('aB1 '.repeat(25_000), [])).toBe('too_long');
});

test('what only repeats itself up to the longest length is refused', async () => {
	for (const piece of ['a', 'a1', '1!', 'x7q', 'dragon'])
		expect(await passwordProblem(piece.repeat(126).slice(0, 126), [])).toBeDefined();
});
