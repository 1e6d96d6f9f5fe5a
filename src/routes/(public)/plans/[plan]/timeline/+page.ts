/** Adds the keyboard, and today in view; everything else is there without it. */
export const csr = true;
