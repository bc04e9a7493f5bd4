// Connects to a port of this machine, and ends only when it is killed or nobody is there any more.
import { connect } from 'node:net';

connect(Number(process.argv[2]), '127.0.0.1')
  .on('error', () => {})
  .on('close', () => process.exit())
  .resume();
