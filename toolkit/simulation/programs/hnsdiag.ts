import { NAT_GATEWAY, NAT_NETWORK, networkingModeOf } from '../wsl-network.ts';
import { complained, crlf, type Program, printed } from './program.ts';

/** WSL's network with the Hyper-V firewall, in the spelling of a public capture. */
const WSL_ID = '790E58B4-7939-4434-9358-89AE7DDBE87E';

/**
 * `hnsdiag.exe list networks`, in the shape of a public capture: WSL's NAT network while a distribution runs. Guess: nothing at all
 * where there is none, and a complaint on stderr for other words.
 */
export const hnsdiag: Program = ({ machine, texts, args }) => {
  if (args.join(' ').toLowerCase() !== 'list networks')
    return complained(crlf(texts('cmd.not-recognised', { name: args.join(' ') })), 1);
  const isUp = machine.wsl.distributions.some(({ running }) => running);
  if (!isUp || networkingModeOf(machine) !== 'nat') return printed('');
  return printed(
    crlf(
      '',
      `Network : ${WSL_ID}`,
      '    Name             : WSL (Hyper-V firewall)',
      '    Type             : ICS',
      `    Subnet Address   : ${NAT_NETWORK}`,
      `    Gateway          : ${NAT_GATEWAY}`,
      '',
    ),
  );
};
