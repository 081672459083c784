// Where the table of alternatives finds the register's peer, which is built with the rest (`npm run build`).
export { default } from '../../dist/bench/peers/register-peer.js';
