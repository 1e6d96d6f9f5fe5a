import { expect, test } from 'vitest';
import { ownDueField, ownDueOf } from './own-due-day.ts';

test('a field says whose due day it is', () => {
	expect(ownDueOf(ownDueField('12'))).toBe('12');
});

test.each(['due', 'due_on', 'due-', 'due-x', 'due-12-', 'overdue-12', 'due-1 or 1=1'])(
	'the field %s says no organisation’s',
	(field) => {
		expect(ownDueOf(field)).toBeUndefined();
	}
);
