/** What the page knows of the template that parts are taken from, and of the plan that they come into. */
import type { PageData } from './$types';

export type From = NonNullable<PageData['from']>;
