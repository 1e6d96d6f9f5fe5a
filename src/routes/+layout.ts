/** Pages work without JavaScript; the few that add to it switch this on for themselves. */
export const csr = false;
