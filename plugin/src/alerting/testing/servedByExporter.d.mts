export function servedByExporter(): unknown;
