/** The integer that stands where there is no value. No day, code or revision is this one. */
export const NIL = -0x80000000;
