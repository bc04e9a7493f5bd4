import { captured, guess, type MessageRow } from '../message-cell.ts';

/**
 * The words of netsh's usage pages. The pages for `add` and `delete excludedportrange` were seen in Spanish; the English
 * ones are translations of them.
 */
export const NETSH_USAGE_TEXTS = {
  'usage.label': { en: captured('Usage'), es: captured('Uso') },
  'usage.integer': { en: captured('integer'), es: captured('entero') },
  'usage.string': { en: guess('string') },
  'usage.parameters': { en: captured('Parameters'), es: captured('Parámetros') },
  'usage.columns': {
    en: captured('      Tag              Value'),
    es: captured('      Etiqueta           Valor'),
  },
  'usage.one-of': {
    en: captured('One of the following values:'),
    es: captured('Uno de los valores siguientes:'),
  },
  'usage.remarks': { en: captured('Remarks'), es: captured('Notas') },
  'usage.example': { en: captured('Example'), es: captured('Ejemplo') },

  'usage.add-excluded.protocol': {
    en: guess('{protocol}: Adds an exclusion for {PROTOCOL}.'),
    es: captured('{protocol}: agrega una exclusión para {PROTOCOL}.'),
  },
  'usage.add-excluded.startport': {
    en: guess('The starting port number for an exclusion.'),
    es: captured('El número de puerto inicial para una exclusión.'),
  },
  'usage.add-excluded.numberofports': {
    en: guess('The number of ports starting from {startport}\r\nfor an exclusion.'),
    es: captured('El número de puertos comenzando desde {startport}\r\npara una exclusión.'),
  },
  'usage.add-excluded.active': {
    en: guess('{active}:     Setting only lasts until\r\n            next boot.'),
    es: captured('{active}:     configuración solo dura hasta\r\n            siguiente arranque.'),
  },
  'usage.add-excluded.persistent': {
    en: guess('{persistent}: Setting is permanent.\r\n            This is the default.'),
    es: captured('{persistent}: el cambio es permanente.\r\n            Este es el valor predeterminado.'),
  },
  'usage.add-excluded.remarks': {
    en: guess('Adds an exclusion for a block of consecutive ports.'),
    es: captured('agrega una exclusión para un bloque consecutivo de puertos.'),
  },

  'usage.delete-excluded.protocol': {
    en: guess('{protocol}: Deletes an exclusion for {PROTOCOL}.'),
    es: captured('{protocol}: elimina una exclusión para {PROTOCOL}.'),
  },
  'usage.delete-excluded.startport': {
    en: guess('The starting port number of an exclusion\r\ncreated earlier.'),
    es: captured('El número de puerto de inicio de una exclusión\r\ncreada anteriormente.'),
  },
  'usage.delete-excluded.numberofports': {
    en: guess('The number of ports starting from {startport}\r\nof an exclusion created earlier.'),
    es: captured(
      'El número de puertos comenzando desde {startport}\r\nde una exclusión creada anteriormente.',
    ),
  },
  'usage.delete-excluded.active': {
    en: guess('{active}:     Deletion only lasts until\r\n            next boot.'),
    es: captured('{active}:     la eliminación solo dura hasta\r\n            siguiente arranque.'),
  },
  'usage.delete-excluded.persistent': {
    en: guess('{persistent}: Deletion is permanent.\r\n            This is the default.'),
    es: captured(
      '{persistent}: la eliminación es permanente.\r\n            Este es el valor predeterminado.',
    ),
  },
  'usage.delete-excluded.remarks': {
    en: guess(
      'Deletes an exclusion for a block of consecutive ports.\r\n' +
        '         The values of {startport} and {numberofports} must be\r\n' +
        '         exactly those of the exclusion created earlier.',
    ),
    es: captured(
      'elimina una exclusión de bloques consecutivos de puertos.\r\n' +
        '         Los valores de {startport} y {numberofports} deben ser\r\n' +
        '         exactamente los mismos que en la exclusión creada previamente.',
    ),
  },
} satisfies Record<string, MessageRow>;
