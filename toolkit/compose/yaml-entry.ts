/** The YAML library as a file of its own: only a compose file needs it. */
export { isMap, isNode, type ParsedNode, parseAllDocuments } from 'yaml';
