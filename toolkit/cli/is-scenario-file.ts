/** Whether a word names a scenario file of the user's own and not an id: anything with a slash or a script's ending does. */
export function isScenarioFile(word: string): boolean {
  return /[\\/]|\.[cm]?[jt]s$/.test(word);
}
