/** Series of Kubernetes are of other jobs than ours. */
export const IN_NAMESPACE = 'namespace=~"$namespace"';
