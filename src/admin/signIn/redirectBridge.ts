// Loaded only in a window that Entra has sent back.
export { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
