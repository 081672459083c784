/** Who may reach a server: this machine alone, until access control exists. */
export * from './loopback.js';
