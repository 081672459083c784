/**
 * The version of what the projections make of the log. Raise it with every change that gives other rows for the same
 * events, or other tables: views of another version are not read, and the next projector builds new ones beside them.
 */
export const PROJECTION_VERSION = 4;
