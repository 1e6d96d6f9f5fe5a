/** Binary rounding never decides whether a value reaches a threshold, a tolerance or a rule. */
export const rounding = 1e-9;
