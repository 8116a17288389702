// Loaded only outside Teams and only in azure mode.
export { InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-browser';
