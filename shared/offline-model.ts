/** What the model is called that answers without any service, by quoting. */
export const offlineModel = 'offline-extractive';
